import { randomBytes } from 'node:crypto';
import { access, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ContainerStory } from '../../contract';
import { CodedError, codedError } from '../../core/coded-error';
import { CHANGES_FILE } from '../../core/dockerfile/from-changes';

type Take = (bytes: Uint8Array) => Promise<void>;

/**
 * Writes a Dockerfile and its tar into a new folder, which gets its name when it is complete: nothing that is there is
 * replaced, and nothing is left behind when it fails. Only its owner may read it: containers may hold secrets. Throws
 * `file-exists`, `file-unwritable`, `no-space`, and what `read` throws.
 */
export async function saveStory(
  folder: string,
  read: (take: Take) => Promise<ContainerStory>,
): Promise<void> {
  if (!path.isAbsolute(folder))
    throw codedError('bad-input', 'not a full path', { params: { path: folder, reason: 'not-full' } });
  if (await isThere(folder)) throw codedError('file-exists', '', { params: { path: folder } });
  const draft = path.join(
    path.dirname(folder),
    `.${path.basename(folder)}.${randomBytes(4).toString('hex')}.partial`,
  );
  await makeFolder(draft, folder);
  try {
    await writeInto(draft, read);
    await rename(draft, folder);
  } catch (thrown) {
    await rm(draft, { recursive: true, force: true });
    throw writeError(folder, thrown);
  }
}

async function makeFolder(draft: string, folder: string): Promise<void> {
  try {
    await mkdir(draft, { mode: 0o700 });
  } catch (thrown) {
    throw writeError(folder, thrown);
  }
}

async function writeInto(folder: string, read: (take: Take) => Promise<ContainerStory>): Promise<void> {
  const archive = await open(path.join(folder, CHANGES_FILE), 'wx', 0o600);
  try {
    const { text } = await read(async (bytes) => {
      await archive.writeFile(bytes);
    });
    await writeFile(path.join(folder, 'Dockerfile'), text, { flag: 'wx', mode: 0o600 });
    await archive.sync();
  } finally {
    await archive.close();
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    // Whatever else is wrong shows when it is made.
    return false;
  }
}

function writeError(folder: string, thrown: unknown): unknown {
  if (thrown instanceof CodedError || !(thrown instanceof Error) || !('code' in thrown)) return thrown;
  const more = { params: { path: folder }, cause: thrown };
  if (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT')
    return codedError('no-space', thrown.message, more);
  if (thrown.code === 'EEXIST' || thrown.code === 'ENOTEMPTY')
    return codedError('file-exists', thrown.message, more);
  return codedError('file-unwritable', thrown.message, more);
}
