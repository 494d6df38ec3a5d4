import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { codedError } from '../../core/coded-error';
import { BLOCK } from '../../core/tar/header';
import { type Archive, readLayerBlob, type StoredBlob } from '../archive/archive';
import { unreadable } from '../archive/file-error';
import { LayoutFolder } from '../archive/layout-folder';
import type { StreamedArchive } from '../archive/streamed-archive';
import { TarArchive } from '../archive/tar-archive';
import { type BlobKind, sniff } from '../decode/sniff';
import type { ImageSource, PassOptions } from './image-source';

type Form = 'folder' | 'tar' | 'packed';

/** An archive on disk, or the folder of a layout, as it was at the moment of opening. */
export class FileSource implements ImageSource {
  readonly scope: string;
  readonly file: string;
  readonly form: Form;

  private constructor(file: string, form: Form, scope: string) {
    this.file = file;
    this.form = form;
    this.scope = scope;
  }

  /** Throws `file-unreadable`, and `bad-archive` for what is none, both with `params.path`. */
  static async open(given: string): Promise<FileSource> {
    const file = path.resolve(given);
    try {
      const stats = await stat(file);
      const form = stats.isDirectory() ? 'folder' : await formOf(file, stats.isFile());
      const changed = stats.isDirectory() ? await layoutStamp(file) : `${stats.size} ${stats.mtimeMs}`;
      const scope = createHash('sha256')
        .update(JSON.stringify([file, changed]))
        .digest('hex');
      return new FileSource(file, form, scope);
    } catch (thrown) {
      throw unreadable(file, thrown);
    }
  }

  async openArchive(signal: AbortSignal): Promise<Archive | null> {
    switch (this.form) {
      case 'folder':
        return new LayoutFolder(this.file);
      case 'tar':
        return await TarArchive.open(this.file, signal);
      case 'packed':
        return null;
    }
  }

  async pass(archive: StreamedArchive, options: PassOptions): Promise<boolean> {
    const handle = await open(this.file, 'r');
    try {
      const { broken } = {
        broken: false,
        ...(await readLayerBlob(await wholeFile(handle), archive, options)),
      };
      if (broken) archive.found.push({ layer: null, kind: 'broken-compression', offset: 0 });
      return true;
    } finally {
      await handle.close();
    }
  }
}

async function wholeFile(handle: FileHandle): Promise<StoredBlob> {
  const { size } = await handle.stat();
  const read = async (into: Uint8Array, at: number) =>
    (await handle.read(into, 0, into.length, at)).bytesRead;
  return { size, read, close: async () => undefined };
}

/** A layout changes when one of its lists does: blobs are named by their contents. */
async function layoutStamp(folder: string): Promise<string> {
  const stamps = await Promise.all(
    ['index.json', 'manifest.json'].map(async (name) => {
      try {
        const { size, mtimeMs } = await stat(path.join(folder, name));
        return `${size} ${mtimeMs}`;
      } catch {
        // One of them is enough; that neither is there is found out when they are read.
        return '';
      }
    }),
  );
  return stamps.join(' ');
}

async function formOf(file: string, isFile: boolean): Promise<Form> {
  const params = { path: file };
  if (!isFile) throw codedError('file-unreadable', 'not a file', { params, why: 'not-a-file' });
  const kind = await kindOf(file);
  if (kind === 'tar') return 'tar';
  if (kind === 'gzip' || kind === 'zstd') return 'packed';
  throw codedError('bad-archive', 'neither a tar nor packed with gzip or zstd', { params, why: 'not-a-tar' });
}

async function kindOf(file: string): Promise<BlobKind> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BLOCK), 0, BLOCK, 0);
    return sniff(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}
