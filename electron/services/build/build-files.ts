import { createHash } from 'node:crypto';
import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { BuildFile } from '../../contract';
import { codedError } from '../../core/coded-error';
import { readSmallFile } from './small-file';

interface Address {
  folder: string;
  file: string;
}

function pathOf({ folder, file }: Address): string {
  if (!path.isAbsolute(folder))
    throw codedError('bad-input', 'a full path is needed', {
      params: { path: folder, reason: 'not-full' },
    });
  return path.resolve(folder, file);
}

/**
 * Reads a Dockerfile or ignore file. Throws `file-unreadable` for what is no plain file, longer than 2 MB or not
 * UTF-8: saving it again would change what was not edited.
 */
export async function readBuildFile(address: Address): Promise<BuildFile> {
  const file = pathOf(address);
  const bytes = await readSmallFile(file);
  if (bytes === null) return { path: file, text: '', version: null };
  return { path: file, text: decoded(bytes, file), version: versionOf(bytes) };
}

function decoded(bytes: Buffer, file: string): string {
  try {
    // The mark at the beginning stays in the text, so that saving keeps it.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw codedError('file-unreadable', 'not a text in UTF-8', {
      params: { path: file },
      cause,
      why: 'not-utf8',
    });
  }
}

/** By content, not by time: a file that was touched and holds the same may be replaced. */
const versionOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Saves in one step, through a link to the file that it names, with the rights that the file has.
 * Throws `changed-outside` or `file-unwritable`.
 */
export async function saveBuildFile(
  input: Address & { text: string; version: string | null },
): Promise<BuildFile> {
  const file = pathOf(input);
  const onDisk = await readSmallFile(file);
  const version = onDisk === null ? null : versionOf(onDisk);
  if (version !== input.version) {
    throw codedError('changed-outside', '', { params: { path: file } });
  }
  const bytes = Buffer.from(input.text, 'utf8');
  try {
    await writeFileAtomic(await targetOf(file), bytes);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw codedError('file-unwritable', detail, { params: { path: file }, cause });
  }
  return { path: file, text: input.text, version: versionOf(bytes) };
}

/** Replacing a link itself would leave the file that it leads to as it was. */
async function targetOf(file: string): Promise<string> {
  try {
    return (await lstat(file)).isSymbolicLink() ? await realpath(file) : file;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return file;
    throw thrown;
  }
}
