import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { abandonedFolders, makeOwnedFolder } from '../../build/dockerd-owner.mjs';

const PREFIX = 'layeryard-test-';
const folders = new Set<string>();

process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/**
 * Makes a folder for one test. It goes when the process ends; folders of processes that were killed go with the next
 * call in any process. Its path is short enough for Unix sockets inside.
 */
export async function temporaryFolder(): Promise<string> {
  await removeAbandonedFolders();
  const folder = await makeOwnedFolder(PREFIX);
  folders.add(folder);
  return folder;
}

/** Removes the folders of test processes that are gone without having been able to do so (test runners kill theirs). */
export async function removeAbandonedFolders(): Promise<void> {
  for (const left of await abandonedFolders(PREFIX)) await rm(left, { recursive: true, force: true });
}
