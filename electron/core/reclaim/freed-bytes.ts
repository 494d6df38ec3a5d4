import type { EngineContent, PreviewImage } from './image-store-model';

/** One layer on the ones below it, as far as the local images show. */
interface StackNode {
  above: Map<string, StackNode>;
  /** An image or a container that stays needs it. */
  kept: boolean;
  /** Bytes from the base up to here; null when no figure tells. */
  bytes: number | null;
}

const newNode = (bytes: number | null): StackNode => ({ above: new Map(), kept: false, bytes });

/** The node of each layer of an image from the base up, made where they are missing. */
function pathOf(root: StackNode, layers: string[]): StackNode[] {
  let node = root;
  return layers.map((diffId) => {
    const next = node.above.get(diffId) ?? newNode(null);
    node.above.set(diffId, next);
    node = next;
    return next;
  });
}

function keep(path: StackNode[]): void {
  for (const node of path) node.kept = true;
}

/** Notes what an image tells of its stacks: its size is that of the whole, its layers' sizes those of the parts. */
function noteBytes(path: StackNode[], { sizeBytes, layerSizes }: PreviewImage): void {
  const top = path.at(-1);
  if (top !== undefined) top.bytes = sizeBytes;
  if (layerSizes?.length !== path.length) return;
  let bytes = 0;
  path.forEach((node, i) => {
    bytes += layerSizes[i] ?? 0;
    node.bytes ??= bytes;
  });
}

/** Bytes of the layers that only this image has, and marks them as counted. */
function takeOwn(root: StackNode, path: StackNode[]): number | null {
  const shared = path.findLast((node) => node.kept) ?? root;
  const whole = (path.at(-1) ?? root).bytes;
  keep(path);
  return whole === null || shared.bytes === null ? null : whole - shared.bytes;
}

/** The path of every image, or null when the layers of one are not known. */
function allPaths(root: StackNode, images: PreviewImage[]): Map<string, StackNode[]> | null {
  const paths = new Map<string, StackNode[]>();
  for (const image of images) {
    if (image.layers === undefined) return null;
    const path = pathOf(root, image.layers);
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
  const root = newNode(0);
  const paths = content.store === 'graph' ? allPaths(root, content.images) : null;
  if (paths === null) return null;
  for (const [id, path] of paths) if (!removed.has(id)) keep(path);
  for (const { imageId } of content.containers) {
    const path = paths.get(imageId);
    if (path === undefined) return null;
    keep(path);
  }
  return sumOrNull([...paths].filter(([id]) => removed.has(id)).map(([, path]) => takeOwn(root, path)));
}

function sumOrNull(parts: (number | null)[]): number | null {
  return parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}
