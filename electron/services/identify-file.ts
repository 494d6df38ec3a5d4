import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { DroppedFile } from '../contract';
import { codedError } from '../core/coded-error';
import { isDockerfileName } from './build/pack-context';

type Kind = DroppedFile['kind'];

/** So much of a file is looked at, packed bytes. Whatever says what an archive is stands early or is not needed. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ENTRIES = 2_000;
/** Longer ones list more images than anybody reads. */
const LONGEST_MANIFEST = 4 * 1024 * 1024;
const DOCKERFILE_BYTES = 16 * 1024;
/** Folders at the top of a root file system. */
const rootFolders = new Set(['bin', 'etc', 'usr', 'lib', 'var', 'sbin', 'root', 'proc']);

/**
 * What a dropped or opened file is, by its content: an image archive, an OCI layout, a root file system, a
 * Dockerfile, a folder. Reads only as much as it needs. Throws `file-unreadable` with `params.path`.
 */
export async function identifyFile(file: string): Promise<DroppedFile> {
  try {
    const stats = await stat(file);
    const about = { path: file, name: path.basename(file), sizeBytes: stats.size };
    if (stats.isDirectory())
      return { ...about, sizeBytes: 0, kind: await kindOfFolder(file), references: [] };
    if (!stats.isFile()) return { ...about, kind: 'unknown', references: [] };
    return { ...about, ...(await identifyContent(file)) };
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw codedError('file-unreadable', detail, { params: { path: file }, cause });
  }
}

/** A layout says what it is by a file of its own (OCI image layout specification). */
async function kindOfFolder(folder: string): Promise<Kind> {
  const names = await readdir(folder);
  return names.includes('oci-layout') && names.includes('index.json') ? 'oci-layout' : 'folder';
}

interface Content {
  kind: Kind;
  references: string[];
}

async function identifyContent(file: string): Promise<Content> {
  const head = await readHead(file);
  if (isTar(head)) return await identifyTar(file, false);
  if (head[0] === 0x1f && head[1] === 0x8b) return await identifyTar(file, true);
  if (isPackedOtherwise(head)) return { kind: guessPacked(file), references: [] };
  return { kind: isDockerfile(file, head) ? 'dockerfile' : 'unknown', references: [] };
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(DOCKERFILE_BYTES), 0, DOCKERFILE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const isTar = (head: Buffer): boolean => head.length >= 512 && head.toString('latin1', 257, 262) === 'ustar';

/** bzip2, xz and zstd, which engines unpack and this app does not. */
function isPackedOtherwise(head: Buffer): boolean {
  const magic = head.toString('hex', 0, 6);
  return magic.startsWith('425a68') || magic.startsWith('fd377a585a00') || magic.startsWith('28b52ffd');
}

function guessPacked(file: string): Kind {
  return /\.(?:tar|t)[.a-z0-9]*$/i.test(file) ? 'image-archive' : 'unknown';
}

/** Named like one, or text whose first instruction is one that a Dockerfile may begin with. */
function isDockerfile(file: string, head: Buffer): boolean {
  const name = path.basename(file).toLowerCase();
  if (head.includes(0)) return false;
  if (/^(?:dockerfile|containerfile)(?:\..+)?$/.test(name) || name.endsWith('.dockerfile')) return true;
  const first = head
    .toString('utf8')
    .split(/\r?\n/)
    .find((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return first !== undefined && /^\s*(?:FROM\s+\S+|ARG\s+\w+)/i.test(first);
}

/** Walks the entries until it is clear what they make. */
async function identifyTar(file: string, packed: boolean): Promise<Content> {
  const clues = new Clues();
  const source = createReadStream(file, { end: MOST_BYTES - 1 });
  const entries = extract();
  const unpacked = packed ? source.pipe(createGunzip()) : source;
  // What is cut off or broken ends the walk; what was seen until then decides.
  source.on('error', () => entries.destroy());
  unpacked.on('error', () => entries.destroy());
  unpacked.pipe(entries);
  try {
    for await (const entry of entries) {
      const name = entry.header.name.replace(/^\.?\/+/, '');
      if (name === 'manifest.json' && (entry.header.size ?? 0) <= LONGEST_MANIFEST) {
        clues.manifest(await collect(entry as unknown as AsyncIterable<Buffer>));
      }
      clues.entry(name);
      if (clues.decided) break;
      entry.resume();
    }
  } catch {
    // A file that is no whole tar is identified by its beginning.
  } finally {
    entries.destroy();
    source.destroy();
  }
  return clues.content();
}

async function collect(entry: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** What the names of an archive's entries say. */
class Clues {
  #entries = 0;
  #references: string[] | null = null;
  #ociLayout = false;
  #blobs = false;
  #layers = false;
  #dockerfile = false;
  readonly #roots = new Set<string>();

  get decided(): boolean {
    return this.#references !== null || this.#entries >= MOST_ENTRIES || this.#roots.size >= 4;
  }

  entry(name: string): void {
    this.#entries += 1;
    const [top = ''] = name.split('/', 1);
    if (name === 'oci-layout') this.#ociLayout = true;
    if (name.startsWith('blobs/sha256/')) this.#blobs = true;
    if (/^[0-9a-f]{64}(?:\/(?:layer\.tar|json|VERSION)|\.json)$/.test(name) || name === 'repositories') {
      this.#layers = true;
    }
    if (!name.includes('/') && isDockerfileName(name)) this.#dockerfile = true;
    if (rootFolders.has(top)) this.#roots.add(top);
  }

  /** The list of images of `docker save`: `[{"RepoTags": […]}]`. */
  manifest(text: string): void {
    try {
      const images: unknown = JSON.parse(text);
      const tags = Array.isArray(images) ? images.flatMap((image) => image?.RepoTags ?? []) : [];
      this.#references = tags.filter((tag): tag is string => typeof tag === 'string');
    } catch {
      // An archive with a broken list is still one; the engine will say what it thinks of it.
      this.#references = [];
    }
  }

  content(): Content {
    return { kind: this.#kind(), references: this.#references ?? [] };
  }

  #kind(): Kind {
    if (this.#references !== null || this.#layers) return 'image-archive';
    if (this.#ociLayout) return 'oci-archive';
    // `docker save` from 25 on writes its list last: blobs alone are an archive of either kind.
    if (this.#blobs) return 'image-archive';
    if (this.#dockerfile) return 'build-context';
    return this.#roots.size >= 2 ? 'root-file-system' : 'unknown';
  }
}
