import { StackTree } from './stack-tree';

/** One blob of containerd's content store, as its labels tell it (containerd, docs/garbage-collection.md). */
export interface StoredBlob {
  bytes: number;
  /** Blobs that stay as long as this one does: `containerd.io/gc.ref.content…`. */
  needs: string[];
  /** Whether layers are unpacked for it, as for the config of an image: `containerd.io/gc.ref.snapshot…`. */
  unpacked: boolean;
}

/** What a containerd image store keeps on disk. */
export interface StoredContent {
  /** By digest. */
  blobs: Map<string, StoredBlob>;
  /** diffIDs from base to top of every config that is unpacked, by the config's digest. */
  stacks: Map<string, string[]>;
}

export interface FreedContentInput {
  content: StoredContent;
  /** All images of the engine's list; ids are digests of manifests or indexes. */
  images: string[];
  /** Those that go. */
  removed: ReadonlySet<string>;
  /** The images of all containers: their layers stay. */
  inUse: string[];
  /** Unpacked bytes of each layer of those that go, from base to top. */
  layerSizes: ReadonlyMap<string, number[]>;
}

/**
 * Bytes that containerd collects once some images are gone: the blobs that nothing else needs, and the unpacked layers
 * on which no other image and no container stands. What no blob needs and no list names is kept by something else, such
 * as an intermediate image, and stays. Null when a figure is missing: an image for several platforms that are unpacked,
 * or a container whose image is gone.
 *
 * As on graph drivers, what the build cache holds stays until it is pruned itself, and nothing tells what that is.
 */
export function freedContent(input: FreedContentInput): number | null {
  const { content, images, removed, inUse, layerSizes } = input;
  const staying = images.filter((id) => !removed.has(id));
  const kept = reach(content, [...staying, ...unnamedRoots(content, removed)]);
  const layers = new StackTree<{ taken: boolean }>(() => ({ taken: false }));
  const take = (config: string) => {
    for (const { value } of layers.path(content.stacks.get(config) ?? [])) value.taken = true;
  };
  for (const config of unpackedIn(content, kept)) take(config);
  for (const id of inUse) {
    if (!content.blobs.has(id)) return null;
    for (const config of unpackedIn(content, reach(content, [id]))) take(config);
  }
  let bytes = 0;
  for (const digest of reach(content, removed)) {
    if (!kept.has(digest)) bytes += content.blobs.get(digest)?.bytes ?? 0;
  }
  for (const id of removed) {
    const own = ownLayers(content, id, layerSizes.get(id));
    if (own === null) return null;
    layers.path(own.stack).forEach(({ value }, i) => {
      if (!value.taken) bytes += own.sizes[i] ?? 0;
      value.taken = true;
    });
  }
  return bytes;
}

/** Every blob that stays because of these. */
function reach({ blobs }: StoredContent, from: Iterable<string>): Set<string> {
  const found = new Set<string>();
  const waiting = [...from];
  for (let digest = waiting.pop(); digest !== undefined; digest = waiting.pop()) {
    const blob = blobs.get(digest);
    if (blob === undefined || found.has(digest)) continue;
    found.add(digest);
    waiting.push(...blob.needs);
  }
  return found;
}

/** Blobs that stay although no other needs them and no list names them. */
function unnamedRoots({ blobs }: StoredContent, removed: ReadonlySet<string>): string[] {
  const needed = new Set([...blobs.values()].flatMap(({ needs }) => needs));
  return [...blobs.keys()].filter((digest) => !needed.has(digest) && !removed.has(digest));
}

function unpackedIn({ blobs }: StoredContent, digests: Set<string>): string[] {
  return [...digests].filter((digest) => blobs.get(digest)?.unpacked === true);
}

/** Null where the sizes are not those of the one platform that is unpacked. */
function ownLayers(
  content: StoredContent,
  id: string,
  sizes: number[] | undefined,
): { stack: string[]; sizes: number[] } | null {
  const configs = unpackedIn(content, reach(content, [id]));
  if (configs.length === 0) return { stack: [], sizes: [] };
  const stack = configs.length === 1 ? content.stacks.get(configs[0] ?? '') : undefined;
  return stack === undefined || sizes?.length !== stack.length ? null : { stack, sizes };
}
