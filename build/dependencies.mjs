import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npm, run } from './command.mjs';
import { root } from './root.mjs';

/**
 * One entry of a lock file, as far as it matters here.
 *
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockEntry
 */

/**
 * Installs what the lock file names, unless exactly that is installed.
 *
 * @param {(line: string) => void} say
 * @throws {Error} when npm fails
 */
export async function ensureDependencies(say) {
  if (installedAsLocked()) return;
  say('Installing dependencies (npm ci) …');
  // The Electron binary is fetched in a step of its own, which knows what to do when it is unreachable.
  const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' };
  await run(...npm(['ci', '--no-audit', '--no-fund']), { cwd: root, env, quiet: true });
}

/** Compares the lock file with npm's own record of what it installed. */
function installedAsLocked() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return isInstalled(wanted, present);
}

/**
 * @param {string} file repository path of a lock file
 * @returns {Record<string, LockEntry>} by folder; empty when the file is missing
 */
function packagesOf(file) {
  const absolute = path.join(root, file);
  return existsSync(absolute) ? JSON.parse(readFileSync(absolute, 'utf8')).packages : {};
}

/**
 * Whether what is present is what is wanted. Optional packages may be absent: they are for other platforms.
 *
 * @param {Record<string, LockEntry>} wanted packages of the lock file
 * @param {Record<string, LockEntry>} present packages of npm's record
 */
export function isInstalled(wanted, present) {
  const needed = Object.entries(wanted).filter(([folder]) => folder !== '');
  return (
    needed.length > 0 &&
    needed.every(([folder, entry]) => same(entry, present[folder]) || (entry.optional && !present[folder])) &&
    Object.keys(present).every((folder) => folder in wanted)
  );
}

/**
 * @param {LockEntry} wanted
 * @param {LockEntry | undefined} present
 */
function same(wanted, present) {
  return present?.version === wanted.version && present?.integrity === wanted.integrity;
}
