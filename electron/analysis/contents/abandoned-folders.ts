import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Removes the folders beside `own` whose processes, named by them, are gone: those were killed or crashed. */
export async function removeAbandoned(own: string): Promise<void> {
  const parent = path.dirname(own);
  const names = await readdir(parent).catch(() => []);
  const abandoned = names.filter((name) => name !== path.basename(own) && !isAlive(name));
  await Promise.all(abandoned.map((name) => rm(path.join(parent, name), { recursive: true, force: true })));
}

/** `PID-RANDOM`; whatever else lies there is not ours to remove. */
function isAlive(name: string): boolean {
  const pid = /^(\d+)-[0-9a-f]+$/.exec(name)?.[1];
  if (pid === undefined) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (thrown) {
    return !(thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH');
  }
}
