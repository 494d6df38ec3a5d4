import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { LayerDamage } from '../../contract';
import { decodeTree } from '../../core/image-tree/decode-tree';
import { encodeTree } from '../../core/image-tree/encode-tree';
import type { ImageTree } from '../../core/image-tree/image-tree';
import { decodeLayer, encodeLayer } from '../../core/layer-index/encode';
import type { LayerIndex } from '../../core/layer-index/layer-index';
import { giveBack } from '../give-back';
import type { CacheFolder } from './cache-folder';
import { PendingWrites } from './pending-writes';
import { Turns } from './turns';

const pack = promisify(gzip);
const gunzipped = promisify(gunzip);
/** More would share the same cores: the first would come as late as the last, and reading it wait. */
const unpacking = new Turns(availableParallelism());
/** More at once than any index of a real layer has. */
const LARGEST_PIECE = 64 * 1024 * 1024;
const SMALLEST_PIECE = 16 * 1024;

/** Part of every name: what older releases wrote is never read, and goes with the oldest. */
const FORMAT = 1;

/** One layer of an analysed image. */
export interface KnownLayer {
  /** Names its index in the cache. */
  key: string;
  diffId: string;
  createdBy: string;
  /** Path of its blob in the archive; empty when it was never read from there. */
  blob: string;
}

/** An analysed image, without its layers' indexes. */
export interface KnownImage {
  name: string;
  platform: string;
  os: string;
  layers: KnownLayer[];
  damage: LayerDamage[];
  /** Unix milliseconds. */
  analysedAt: number;
}

/**
 * Names a layer's index. Layers of engines are what their diffIDs say, because engines check them, so all images share
 * them; what an archive says of its layers holds for that archive only (`scope` names it).
 */
export const layerKey = (diffId: string, scope = ''): string => hash('layer', scope, diffId);

/** Names an image's entry by everything that makes it what it is. */
export const imageKey = (...parts: string[]): string => hash('image', ...parts);

/** Names the tree of layers, base first: whichever images they are part of, it is the same. */
export const treeKey = (layers: readonly Pick<KnownLayer, 'key'>[]): string =>
  hash('tree', ...layers.map(({ key }) => key));

const hash = (...parts: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([FORMAT, ...parts]))
    .digest('hex');

/**
 * What was analysed before, on disk. A broken entry is removed and counts as missing. Nobody waits for what is kept: it
 * is answered from memory until it is written.
 */
export class LayerCache {
  readonly #folder: CacheFolder;
  readonly #writes: PendingWrites;
  /** By key, what waits for being written, or is. */
  readonly #unwritten = new Map<string, object>();
  /** Indexes that some tree holds: images share layers, and memory for them. */
  readonly #alive = new Map<string, WeakRef<LayerIndex>>();

  constructor(folder: CacheFolder, onProblem: (thrown: unknown) => void) {
    this.#folder = folder;
    this.#writes = new PendingWrites(onProblem);
  }

  /** Resolves when everything that was kept is on disk. */
  async settled(): Promise<void> {
    await this.#writes.settled();
  }

  /** What is kept meanwhile is written when this work has ended. */
  async writeAfter<T>(work: Promise<T>): Promise<T> {
    return await this.#writes.first(work);
  }

  /** Whether a layer is likely known: an entry may still turn out to be broken. */
  async hasLayer(key: string): Promise<boolean> {
    return this.#alive.get(key)?.deref() !== undefined || (await this.#folder.has(`${key}.layer`));
  }

  async layer(key: string): Promise<LayerIndex | null> {
    const alive = this.#alive.get(key)?.deref();
    if (alive) return alive;
    const layer = await this.#read(`${key}.layer`, async (bytes) => decodeLayer(await unpack(bytes), true));
    if (layer) this.#remember(key, layer);
    return layer;
  }

  keepLayer(key: string, layer: LayerIndex): void {
    this.#remember(key, layer);
    this.#writes.begin(async () => {
      await this.#folder.write(`${key}.layer`, await packOnce(encodeLayer(layer, giveBack)));
    });
  }

  /** The tree of layers (`treeKey`), of these as soon as these are known; null also when it is of others. */
  async tree(key: string, layers: Promise<LayerIndex[] | null>): Promise<ImageTree | null> {
    return await this.#read(`${key}.tree`, async (bytes) => {
      const [stored, all] = await Promise.all([unpack(bytes), layers]);
      return all === null ? null : decodeTree(stored, all, true);
    });
  }

  keepTree(key: string, tree: ImageTree): void {
    this.#writes.begin(async () => {
      await this.#folder.write(`${key}.tree`, await packOnce(encodeTree(tree, giveBack)));
    });
  }

  async image(key: string): Promise<KnownImage | null> {
    return await this.json<KnownImage>(key, isKnownImage);
  }

  /** To be called after its layers were: an image on disk must not name one that is not there. */
  keepImage(key: string, image: KnownImage): void {
    this.keepJson(key, image);
  }

  /** Null also when the entry is not what `isIt` expects. */
  async json<T>(key: string, isIt: (value: unknown) => value is T): Promise<T | null> {
    const unwritten = this.#unwritten.get(key);
    if (unwritten !== undefined && isIt(unwritten)) return unwritten;
    return await this.#read(`${key}.json`, async (bytes) => {
      const value: unknown = JSON.parse(bytes.toString('utf8'));
      if (isIt(value)) return value;
      throw new TypeError('not what it should be');
    });
  }

  keepJson(key: string, value: object): void {
    this.#unwritten.set(key, value);
    this.#writes.begin(async () => {
      try {
        await this.#folder.write(`${key}.json`, Buffer.from(JSON.stringify(value)));
      } finally {
        if (this.#unwritten.get(key) === value) this.#unwritten.delete(key);
      }
    });
  }

  #remember(key: string, layer: LayerIndex): void {
    for (const [old, kept] of this.#alive) if (kept.deref() === undefined) this.#alive.delete(old);
    this.#alive.set(key, new WeakRef(layer));
  }

  async #read<T>(name: string, parse: (bytes: Buffer) => Promise<T | null>): Promise<T | null> {
    const bytes = await this.#folder.read(name);
    if (bytes === null) return null;
    try {
      return await parse(bytes);
    } catch {
      // Torn by a crash, or changed by somebody: as good as not there, and made again.
      await this.#folder.remove(name);
      return null;
    }
  }
}

/** Packs bytes that nobody looks at afterwards. */
async function packOnce(bytes: Uint8Array): Promise<Buffer> {
  const packed = await pack(bytes, { level: 1 });
  giveBack(bytes);
  return packed;
}

/**
 * Throws when the bytes are not what was packed: gzip has a checksum of its own. Many small pieces would take longer than
 * unpacking; a packed file ends with its length modulo 2^32 (RFC 1952).
 */
async function unpack(bytes: Buffer): Promise<Buffer> {
  const length = bytes.length < 4 ? 0 : bytes.readUInt32LE(bytes.length - 4);
  const chunkSize = Math.max(SMALLEST_PIECE, Math.min(LARGEST_PIECE, length + 1));
  return await unpacking.take(() => gunzipped(bytes, { chunkSize }));
}

function isKnownImage(value: unknown): value is KnownImage {
  if (typeof value !== 'object' || value === null) return false;
  return 'layers' in value && Array.isArray(value.layers) && 'damage' in value && Array.isArray(value.damage);
}
