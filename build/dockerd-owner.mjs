/**
 * Who owns a folder or a network bridge that must not outlive its process. A process id alone does not tell, because
 * ids are used again: the mark also holds the moment the process started.
 */
import { mkdtemp, readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder without a mark is one being made right now, unless it is older than this (milliseconds). */
const UNMARKED_AGE = 10 * 60_000;
/** `sun_path` of a Unix socket holds 108 bytes; the longest socket below a run folder takes 50 of them. */
const LONGEST_BASE = 50;
const OWNER_FILE = 'owner';

/**
 * Mark of a process, or null when no such process runs. Linux only.
 * @param {number} pid
 * @returns {Promise<string | null>} `PID START NAMESPACE`: START in clock ticks since boot (proc(5), field 22 of `stat`),
 *   NAMESPACE the one that gives the id its meaning.
 */
export async function processMark(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(gone);
  if (text === null) return null;
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return `${pid} ${fields[19]} ${await readlink('/proc/self/ns/pid')}`;
}

/**
 * @param {unknown} error
 * @returns {null} What stands for a process or a file that is not there; any other failure tells nothing about that.
 */
function gone(error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOENT' && code !== 'ESRCH') throw error;
  return null;
}

/** Mark of this process. */
export async function ownMark() {
  const mark = await processMark(process.pid);
  if (mark === null) throw new Error('This system has no /proc: private engines need Linux.');
  return mark;
}

/**
 * Whether the process that left this mark still runs.
 * @param {string} mark What {@link processMark} returned, possibly in another process or before a restart; text behind it
 *   does not count.
 * @returns {Promise<boolean>} True also for marks from another container, of which nothing can be known.
 */
export async function isAlive(mark) {
  const [pid = '', start, namespace] = mark.trim().split(' ');
  const now = await processMark(Number.parseInt(pid, 10));
  if (namespace !== undefined && namespace !== (await readlink('/proc/self/ns/pid'))) return true;
  return now !== null && now.split(' ')[1] === start;
}

/** Where temporary folders go: the usual place, unless its name is too long for a socket inside. */
function base() {
  return tmpdir().length > LONGEST_BASE ? '/tmp' : tmpdir();
}

/**
 * Makes a temporary folder that carries the mark of this process.
 * @param {string} prefix Start of its name, by which {@link abandonedFolders} finds it again.
 * @returns {Promise<string>} Its path.
 */
export async function makeOwnedFolder(prefix) {
  const folder = await mkdtemp(join(base(), prefix));
  await writeFile(join(folder, OWNER_FILE), await ownMark());
  return folder;
}

/**
 * Temporary folders whose process is gone.
 * @param {string} prefix
 * @returns {Promise<string[]>} Paths.
 */
export async function abandonedFolders(prefix) {
  const names = (await readdir(base())).filter((name) => name.startsWith(prefix));
  const folders = names.map((name) => join(base(), name));
  const abandoned = await Promise.all(folders.map(isAbandoned));
  return folders.filter((_, index) => abandoned[index]);
}

/** @param {string} folder */
async function isAbandoned(folder) {
  const mark = await readFile(join(folder, OWNER_FILE), 'utf8').catch(gone);
  if (mark) return !(await isAlive(mark));
  const info = await stat(folder).catch(gone);
  return info !== null && Date.now() - info.mtimeMs > UNMARKED_AGE;
}
