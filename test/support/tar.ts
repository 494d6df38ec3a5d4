import { pack } from 'tar-stream';

/** One entry of a tar archive. Everything but the name has a plain default. */
export interface TarEntry {
  name: string;
  /** Makes a regular file unless `type` says otherwise. */
  content?: string | Buffer;
  type?: 'file' | 'directory' | 'symlink' | 'link';
  /** Target of a symbolic or hard link. */
  linkname?: string;
  /** 0o644 for files, 0o755 for folders. */
  mode?: number;
  uid?: number;
  gid?: number;
  /** 2024-01-01 by default, so that equal entries give equal archives. */
  mtime?: Date;
}

const MOMENT = new Date('2024-01-01T00:00:00Z');

/** Builds a tar archive in memory; entries keep their order. */
export async function buildTar(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, type = content === undefined ? 'directory' : 'file', ...entry } of entries) {
    const mode = type === 'directory' ? 0o755 : 0o644;
    const header = { mode, mtime: MOMENT, ...entry, type };
    if (type === 'file') archive.entry(header, content ?? '');
    else archive.entry(header);
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
