/**
 * Debian and Ubuntu packages that set-up, tests and the sandbox engine need. Installs only what is missing, asks
 * nothing and starts nothing.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const INSTALL_SCRIPT = fileURLToPath(new URL('./apt-install.sh', import.meta.url));
/** The placeholders are dpkg's own. */
const LIST_FORMAT = `\${db:Status-Abbrev}\\t\${Package}\\t\${Provides}\\n`;
/** Lines of apt's output that an error carries: the reason is at the end. */
const ERROR_LINES = 15;

/** Whether this machine installs its software with apt (Debian, Ubuntu and their children). */
export function isAptSystem() {
  return existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-query');
}

/** Whether this process may install packages here without asking anybody. */
export function canInstall() {
  return isAptSystem() && process.getuid?.() === 0;
}

/**
 * Names of `packages` that are neither installed nor provided by an installed package. (Ubuntu 24.04 and Debian 13
 * renamed libraries to `…t64`, which provide the old names.)
 * @param {readonly string[]} packages
 * @returns {Promise<string[]>} In the order given; all of them where dpkg does not exist.
 */
export async function missingPackages(packages) {
  if (!isAptSystem()) return [...packages];
  const { stdout } = await run('dpkg-query', ['-W', '-f', LIST_FORMAT], { maxBuffer: 64 * 1024 * 1024 });
  const present = new Set(stdout.split('\n').flatMap(installedNames));
  return packages.filter((name) => !present.has(name));
}

/**
 * Every name one line of dpkg's list stands for.
 * @param {string} line `ii \tlibgtk-3-0t64\tlibgtk-3-0 (= 3.24.41-4)`
 */
function installedNames(line) {
  const [status, name, provides = ''] = line.split('\t');
  if (status?.[1] !== 'i' || name === undefined) return [];
  const provided = provides.split(',').map((entry) => entry.trim().split(/[ :]/)[0] ?? '');
  return [name, ...provided.filter((entry) => entry !== '')];
}

/**
 * Makes sure the given packages are installed. Installs nothing when nothing is missing, refreshes the package lists
 * only when they do not lead to the packages, and keeps every service that a package brings from being started.
 * @param {string[]} packages Binary package names of Debian.
 * @returns {Promise<void>}
 * @throws {Error} With the command to type when this is no apt system or not run as root, or with the end of apt's
 *   output when the installation fails.
 */
export async function ensureApt(packages) {
  const missing = await missingPackages(packages);
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!isAptSystem()) {
    throw new Error(
      `These programs are needed and this system has no apt to install them (Debian names): ${names}`,
    );
  }
  if (!canInstall()) {
    throw new Error(
      `Packages are missing. Install them with: sudo apt-get install --no-install-recommends ${names}`,
    );
  }
  process.stderr.write(`Installing with apt: ${names}\n`);
  await install(missing);
}

/**
 * @param {string[]} packages
 * @returns {Promise<void>}
 */
function install(packages) {
  const lock = join(tmpdir(), 'layeryard-apt.lock');
  const child = spawn('flock', [lock, 'sh', INSTALL_SCRIPT, ...packages], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (/** @type {Buffer} */ chunk) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(installFailure(packages, code, output)));
    });
  });
}

/**
 * @param {string[]} packages
 * @param {number | null} code
 * @param {string} output
 */
function installFailure(packages, code, output) {
  const tail = output.trimEnd().split('\n').slice(-ERROR_LINES).join('\n');
  return `apt could not install ${packages.join(' ')} (exit code ${code ?? 'none'}):\n${tail}`;
}
