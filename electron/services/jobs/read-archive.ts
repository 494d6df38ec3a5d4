import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import type { JobRow } from '../../contract';
import { CodedError, codedError } from '../../core/coded-error';
import type { TransferBytes } from '../../core/progress';

/** A file on its way to the engine. */
export interface ArchiveReader {
  stream: Transform;
  row(): JobRow;
  bytes(): TransferBytes;
  /** Why the file could not be read to its end; the engine's own error then only says that the upload stopped. */
  problem(): CodedError | null;
  /** Ends the reading, however far it is; the file is closed. */
  close(): void;
}

/** Bytes read at once: fewer would cost speed, more would cost memory. */
const CHUNK = 1024 * 1024;

/** Opens an archive and counts what is read of it. Throws `file-unreadable` with `params.path`. */
export async function readArchive(file: string, onRead: () => void): Promise<ArchiveReader> {
  const total = await sizeOf(file);
  let current = 0;
  const source = createReadStream(file, { highWaterMark: CHUNK });
  const counted = new Transform({
    highWaterMark: CHUNK,
    transform(chunk: Buffer, _encoding, done) {
      current += chunk.length;
      onRead();
      done(null, chunk);
    },
  });
  let problem: CodedError | null = null;
  source.on('error', (cause) => {
    problem = unreadable(file, cause);
    counted.destroy(problem);
  });
  counted.on('close', () => source.destroy());
  source.pipe(counted);
  return {
    stream: counted,
    row: () => ({
      id: 'file',
      label: path.basename(file),
      phase: current < total ? 'reading' : 'done',
      current,
      total,
      unit: 'bytes',
    }),
    bytes: () => ({ current, total, complete: true }),
    problem: () => problem,
    close: () => counted.destroy(),
  };
}

async function sizeOf(file: string): Promise<number> {
  try {
    const handle = await open(file, 'r');
    try {
      const stats = await handle.stat();
      if (stats.isFile()) return stats.size;
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
  throw codedError('file-unreadable', 'not a file', { params: { path: file }, why: 'not-a-file' });
}

function unreadable(file: string, cause: unknown): CodedError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return codedError('file-unreadable', detail, { params: { path: file }, cause });
}

/**
 * What went wrong on the way of an archive to the engine: the file's own problem first, and what the engine says of a
 * tar that it cannot read (`unexpected EOF` of a text, moby 20.10 to 28) as what it is.
 */
export function archiveError(thrown: unknown, file: string, archive: ArchiveReader): unknown {
  const problem = archive.problem();
  if (problem) return problem;
  if (!(thrown instanceof CodedError)) return thrown;
  const { code, detail, next, why } = thrown.appError;
  const isBad = code === 'bad-archive' || (code === 'engine-error' && /\bEOF\b|\btar\b/i.test(detail));
  return isBad
    ? codedError('bad-archive', detail, {
        params: { ...thrown.appError.params, path: file },
        next,
        why,
        cause: thrown,
      })
    : thrown;
}
