import { readdir, readFile } from 'node:fs/promises';

/**
 * Ids of the processes of this machine, in containers too, that sleep for a time that nothing else does: what a step
 * of a build has started, which no list of containers shows with BuildKit.
 */
export async function sleepersOf(time: string): Promise<string[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    numbers.map(async (pid) => ((await lineOf(pid)).endsWith(`sleep ${time}`) ? [pid] : [])),
  );
  return found.flat();
}

async function lineOf(pid: string): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').join(' ').trim();
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
