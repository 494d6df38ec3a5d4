import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

/** What Chromium says on machines without a message bus (containers, build servers): it does without. */
export const harmlessComplaints = /:ERROR:(?:dbus\/)?(?:bus|object_proxy)\.cc/;

/**
 * Switches that Electron needs on this machine whatever it shows.
 *
 * @param {string} folder of the runtime
 * @param {(line: string) => void} say
 * @returns {string[]}
 */
export function machineSwitches(folder, say) {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  if (setuidHelperReady(folder) || userNamespacesWork()) return [];
  say("This system forbids user namespaces, so Chromium's sandbox is off for this run (--no-sandbox).");
  return ['--no-sandbox'];
}

/** Whether Chromium's own helper may build the sandbox. @param {string} folder */
function setuidHelperReady(folder) {
  const stats = statSync(path.join(folder, 'chrome-sandbox'), { throwIfNoEntry: false });
  return stats?.uid === 0 && (stats.mode & 0o4755) === 0o4755;
}

/** Ubuntu's AppArmor lets the namespace be made but nothing be done in it, so this tries both. */
function userNamespacesWork() {
  return spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
}
