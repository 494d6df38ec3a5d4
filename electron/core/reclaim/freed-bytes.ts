import type { EngineContent, PreviewImage } from './image-store-model';
import { StackTree } from './stack-tree';

/** What is known of a stack of layers. */
interface Stack {
  /** An image or a container that stays needs it. */
  kept: boolean;
  /** Bytes from the base up to here; null when no figure tells. */
  bytes: number | null;
}

type Path = Stack[];

function keep(path: Path): void {
  for (const stack of path) stack.kept = true;
}

/** Notes what an image tells of its stacks: its size is that of the whole, its layers' sizes those of the parts. */
function noteBytes(path: Path, { sizeBytes, layerSizes }: PreviewImage): void {
  const top = path.at(-1);
  if (top !== undefined) top.bytes = sizeBytes;
  if (layerSizes?.length !== path.length) return;
  let bytes = 0;
  path.forEach((stack, i) => {
    bytes += layerSizes[i] ?? 0;
    stack.bytes ??= bytes;
  });
}

/** Bytes of the layers that only this image has, and marks them as counted. */
function takeOwn(path: Path): number | null {
  const shared = path.findLast((stack) => stack.kept)?.bytes;
  const whole = path.at(-1)?.bytes;
  const hasShared = path.some((stack) => stack.kept);
  keep(path);
  if (!hasShared) return whole === undefined ? 0 : whole;
  return whole == null || shared == null ? null : whole - shared;
}

/**
 * The stacks of every image that can share something with the removed ones, or null when the layers of one
 * are not known. Images on other lowest layers have empty paths.
 */
function allPaths(images: PreviewImage[], removed: Set<string>): Map<string, Path> | null {
  const concerned = new Set(images.filter(({ id }) => removed.has(id)).map(({ layers }) => layers?.[0]));
  const tree = new StackTree<Stack>(() => ({ kept: false, bytes: null }));
  const paths = new Map<string, Path>();
  for (const image of images) {
    if (image.layers === undefined) return null;
    if (!concerned.has(image.layers[0])) {
      paths.set(image.id, []);
      continue;
    }
    const path = tree.path(image.layers).map(({ value }) => value);
    noteBytes(path, image);
    paths.set(image.id, path);
  }
  return paths;
}

/**
 * Bytes of the layers that no image and no container needs once some images are gone. Only graph drivers
 * let them be told: an image's size there is the sum of its layers, each layer once, and images share
 * layers from the base up. Null on containerd (its figures mix packed and unpacked bytes), and when the
 * layers of an image or of a container's image, or the size of a shared part, are not known.
 *
 * What the build cache holds stays until it is pruned itself, and no list says what that is: for images
 * that BuildKit built here the figure is what they would free without the cache.
 */
export function freedBytes(content: EngineContent, removedIds: Iterable<string>): number | null {
  const removed = new Set(removedIds);
  if (removed.size === 0) return 0;
  const paths = content.store === 'graph' ? allPaths(content.images, removed) : null;
  if (paths === null) return null;
  for (const [id, path] of paths) if (!removed.has(id)) keep(path);
  for (const { imageId } of content.containers) {
    const path = paths.get(imageId);
    if (path === undefined) return null;
    keep(path);
  }
  return sumOrNull([...paths].filter(([id]) => removed.has(id)).map(([, path]) => takeOwn(path)));
}

function sumOrNull(parts: (number | null)[]): number | null {
  return parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}
