import type { ContainerSummary, PrunePreview, RemovePreview } from '../../../electron/contract';
import type { EngineContent, PreviewImage } from '../../../electron/core/reclaim';
import { layerId } from '../history/draw';

interface Made {
  names?: string[];
  digests?: string[];
  /** Layers as letters; each has the size of its place in the alphabet. */
  layers?: string;
  parent?: string;
  created?: number;
  known?: boolean;
}

const sizeOf = (letter: string): number => letter.charCodeAt(0) - 96;
/** An id of an image by a short hex word that does not end in `f`. */
export const id = (word: string): string => `sha256:${word.padEnd(64, 'f')}`;

/** An image by a hex word: `img('a1', {names: ['app:1'], layers: 'abc'})`. */
export function img(
  word: string,
  { names = [], digests = [], layers = '', parent, created = 0, known = true }: Made = {},
): PreviewImage {
  const letters = [...layers];
  return {
    id: id(word),
    references: names,
    digests,
    created,
    sizeBytes: letters.map(sizeOf).reduce((sum, size) => sum + size, 0),
    dangling: names.length === 0,
    containers: 0,
    labels: {},
    parentId: parent === undefined ? '' : id(parent),
    ...(known ? { layers: letters.map(layerId) } : {}),
  };
}

/** A container by name, the word of its image and its state; `image` is how it was asked for. */
export function container(name: string, word: string, state = 'exited', image = ''): ContainerSummary {
  return { id: `id-${name}`, name, imageId: id(word), image, command: '', state, status: '', created: 0 };
}

export function content(
  images: PreviewImage[],
  containers: ContainerSummary[] = [],
  store: EngineContent['store'] = 'graph',
): EngineContent {
  return { store, images, containers };
}

const short = (imageId: string) => imageId.replace(/^sha256:(\w+?)f*$/, '$1');

/** A preview in a few lines: `- name` untagged, `x id` deleted, `! target reason` blocked, bytes. */
export function draw(preview: RemovePreview | PrunePreview): string[] {
  const deleted = 'deleted' in preview ? preview.deleted : preview.images;
  const blocked = 'blocked' in preview ? preview.blocked : [];
  return [
    ...preview.untagged.map((name) => `- ${name}`),
    ...deleted.map((image) => `x ${short(image.id)}`),
    ...blocked.map(({ target, reason, forceHelps, containers }) => {
      const users = containers.map(({ name }) => name).join(',');
      return `! ${short(target)} ${reason}${forceHelps ? ' +force' : ''} ${users}`.trim();
    }),
    `${preview.reclaimBytes} bytes`,
  ];
}
