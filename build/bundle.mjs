/**
 * Builds the app into `dist/`: `electron/*.cjs` for main process, preload and worker, `renderer/` for the window.
 * The new build is made beside the old one and takes its place only when complete, and nothing is built when no
 * input has changed.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runAsScript } from './command.mjs';
import { hashFiles } from './hash.mjs';
import { fontNotices, notices, packageFolders } from './licenses.mjs';
import { cache, root } from './root.mjs';

const dist = path.join(root, 'dist');
const stamp = path.join(cache, 'bundle.sha256');
/** Everything that has a say in the result. The lock file stands for all of `node_modules`. */
const inputs = [
  'electron',
  'renderer',
  'assets',
  'package-lock.json',
  'tsconfig.json',
  'build/bundle.mjs',
  'build/bundle-electron.mjs',
  'build/bundle-renderer.mjs',
  'build/late-modules.mjs',
  'build/licenses.mjs',
  'build/tailwind-chrome114.mjs',
];

/**
 * Brings `dist/` up to date.
 *
 * @returns {Promise<boolean>} whether anything had to be built
 */
export async function bundle() {
  const hash = hashFiles(inputs);
  if (isWhole() && (await previousHash()) === hash) return false;
  await mkdir(cache, { recursive: true });
  const fresh = path.join(cache, `dist-${process.pid}`);
  try {
    await buildInto(fresh);
    await rm(stamp, { force: true });
    await replaceFolder(dist, fresh);
    await writeFile(stamp, hash);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return true;
}

/** Whether a build is there, as far as a glance can tell. */
function isWhole() {
  return ['electron/main.cjs', 'renderer/index.html'].every((file) => existsSync(path.join(dist, file)));
}

/** @returns {Promise<string | null>} hash of the inputs of the last complete build */
async function previousHash() {
  return existsSync(stamp) ? await readFile(stamp, 'utf8') : null;
}

/** @param {string} folder absolute; is made */
async function buildInto(folder) {
  // Loaded late: a start that has nothing to build should not pay for loading the bundlers.
  const [{ bundleElectron }, { bundleRenderer }] = await Promise.all([
    import('./bundle-electron.mjs'),
    import('./bundle-renderer.mjs'),
  ]);
  const modules = await Promise.all([
    bundleElectron(path.join(folder, 'electron')),
    bundleRenderer(path.join(folder, 'renderer')),
  ]);
  const text = notices(packageFolders(modules.flat())) + fontNotices(path.join(root, 'assets/fonts'));
  await writeFile(path.join(folder, 'third-party-notices.txt'), text);
}

/**
 * Puts `fresh` where `target` is. A reader sees the old folder or the new one, but for the instant between.
 *
 * @param {string} target
 * @param {string} fresh on the same file system
 */
async function replaceFolder(target, fresh) {
  const old = `${fresh}-old`;
  if (existsSync(target)) await rename(target, old);
  await rename(fresh, target);
  await rm(old, { recursive: true, force: true });
}

async function main() {
  const begin = performance.now();
  const built = await bundle();
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(built ? `Built dist/ in ${seconds} s` : 'dist/ is up to date');
}

await runAsScript(import.meta.url, main);
