import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** Processes of a tree, the root first. Linux only. */
async function treeOf(root: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const pid of pids) {
    const fields = await statOf(pid);
    if (fields !== null) parents.set(pid, Number(fields[1]));
  }
  const tree = [root];
  for (const parent of tree) tree.push(...pids.filter((pid) => parents.get(pid) === parent));
  return tree;
}

/** Fields of `/proc/PID/stat` behind the program's name: state, parent, … (proc(5)); null when it has ended. */
async function statOf(pid: number): Promise<string[] | null> {
  const text = await readOrNull(`/proc/${pid}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** What was there a moment ago may have ended. */
async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return null;
  }
}

/** Memory of a process tree in MB (2^20 bytes), shared pages counted by share: the sum of PSS. */
export async function memoryOf(root: number): Promise<number> {
  let kilobytes = 0;
  for (const pid of await treeOf(root)) {
    const rollup = await readOrNull(`/proc/${pid}/smaps_rollup`);
    kilobytes += Number(/^Pss:\s+(\d+) kB$/m.exec(rollup ?? '')?.[1] ?? 0);
  }
  if (kilobytes === 0) throw new Error('This system does not tell the memory of its processes.');
  return kilobytes / 1024;
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Processor time that a process tree has used so far, seconds. A process that ends in between takes its time along. */
export async function processorTimeOf(root: number): Promise<number> {
  let ticks = 0;
  for (const pid of await treeOf(root)) {
    const fields = await statOf(pid);
    ticks += Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0);
  }
  return ticks / ticksPerSecond;
}
