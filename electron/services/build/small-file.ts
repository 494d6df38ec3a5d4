import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import type { Why } from '../../contract';
import { CodedError, codedError } from '../../core/coded-error';

/** Longer than any Dockerfile that a person writes. */
const LONGEST = 2_000_000;

/**
 * Reads a file that a person has written, whatever stands in its place: null when there is no such file. Throws
 * `file-unreadable` for what is no plain file (a pipe would wait for somebody to write into it), leads nowhere or is
 * longer.
 */
export async function readSmallFile(file: string, longest = LONGEST): Promise<Buffer | null> {
  try {
    return await readPlain(file, longest);
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOTDIR' || (code === 'ENOENT' && !(await isLink(file)))) return null;
    if (code === 'ENOENT') throw refusal(file, 'dangling-link');
    // A socket cannot even be opened.
    if (code === 'ENXIO') throw refusal(file, 'not-a-file');
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw codedError('file-unreadable', detail, { params: { path: file }, cause });
  }
}

async function readPlain(file: string, longest: number): Promise<Buffer> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) throw refusal(file, 'is-a-folder');
    if (!stats.isFile()) throw refusal(file, 'not-a-file');
    if (stats.size > longest) throw refusal(file, 'too-long-to-read', { megabytes: String(longest / 1e6) });
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

const refusal = (path: string, why: Why, params: Record<string, string> = {}): CodedError =>
  codedError('file-unreadable', why, { params: { path, ...params }, why });

async function isLink(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isSymbolicLink();
  } catch {
    // It is gone as well.
    return false;
  }
}

/**
 * The text of a Dockerfile for what the app itself reads in it; empty when it cannot be read as one. What is wrong with
 * it is told where it is edited or built.
 */
export async function dockerfileText(file: string): Promise<string> {
  try {
    return (await readSmallFile(file))?.toString('utf8') ?? '';
  } catch {
    return '';
  }
}
