import path from 'node:path';
import type { JobSpec, LayerSource } from '../../contract';
import type { JobImages } from './job-context';

export interface Subject {
  /** What the verb acts on; the first one of several. */
  subject: string;
  subjectCount: number;
}

/**
 * What a job is about, for its one line in the list.
 *
 * @param images what is known of the engine's images, by which an image is named as people know it
 */
export function subjectOf(spec: JobSpec, images: Pick<JobImages, 'get'> | null): Subject {
  switch (spec.kind) {
    case 'pull':
      return one(spec.reference);
    case 'push':
    case 'untag':
      return several(spec.references);
    case 'tag':
      return one(spec.reference);
    case 'remove':
      return several(spec.targets);
    case 'prune':
      return one(spec.mode);
    case 'commit':
      return one(spec.reference ?? spec.containerId.slice(0, 12));
    case 'save':
      return spec.images.length === 1
        ? several(spec.images)
        : { ...several(spec.images), subject: name(spec.file) };
    case 'load':
      return one(name(spec.file));
    case 'import':
      return one(spec.reference ?? name(spec.file));
    case 'build':
      return one(spec.tags[0] ?? name(spec.folder));
    case 'analyse':
      return one(sourceName(spec.source, images));
    case 'extract':
      return one(name(spec.path) || sourceName(spec.source, images));
  }
}

function sourceName(source: LayerSource, images: Pick<JobImages, 'get'> | null): string {
  if (source.kind === 'archive') return source.image ?? name(source.path);
  return images?.get(source.id)?.references[0] ?? source.id;
}

const name = (file: string): string => path.basename(file) || file;
const one = (subject: string): Subject => ({ subject, subjectCount: 1 });
const several = (subjects: string[]): Subject => ({
  subject: subjects[0] ?? '',
  subjectCount: subjects.length,
});
