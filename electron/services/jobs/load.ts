import { codedError } from '../../core/coded-error';
import { loadProgress } from '../../core/progress';
import { loadImages } from '../../engine/load-images';
import type { JobRunner } from './job-context';
import { logLine } from './log-line';
import { archiveError, readArchive } from './read-archive';

/** Loads the images of an archive of `docker save`. */
export const runLoad: JobRunner<'load'> = async ({ file }, context) => {
  const progress = loadProgress();
  const archive = await readArchive(file, context.changed);
  context.show({ rows: () => [archive.row(), ...progress.rows()], bytes: archive.bytes });
  try {
    for await (const message of loadImages(context.engine, archive.stream, context)) {
      progress.fold(message);
      context.log(logLine(message));
      context.changed();
    }
  } catch (thrown) {
    throw archiveError(thrown, file, archive);
  } finally {
    archive.close();
  }
  const { references, imageIds, upToDate } = progress.outcome();
  const loaded = [...references, ...imageIds];
  if (loaded.length === 0)
    throw codedError('bad-archive', 'no image in the archive', {
      params: { path: file },
      why: 'no-image-in-archive',
    });
  const items = loaded.map((target) => ({ target, outcome: 'loaded' as const, detail: '', error: null }));
  return { result: { references, imageIds, upToDate, file, items, bytes: archive.bytes().total } };
};
