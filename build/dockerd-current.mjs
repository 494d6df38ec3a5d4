/**
 * A current Docker Engine with the containerd image store, beside whatever the machine has: Debian's newest packages
 * unpacked into a root file system of their own.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startDockerd } from './dockerd.mjs';
import { fetchRoot, isComplete } from './dockerd-current-fetch.mjs';
import { cache } from './root.mjs';

/** @typedef {import('./dockerd.mjs').DockerdOptions} DockerdOptions */
/** @typedef {import('./dockerd.mjs').Dockerd} Dockerd */

/** Folder for what set-up fetches once: $LAYERYARD_CACHE, or `.cache` in the repository, which git ignores. */
export function cacheFolder() {
  return resolve(process.env.LAYERYARD_CACHE ?? cache);
}

/**
 * @typedef {object} CurrentRoot
 * @property {string} root Root file system with `dockerd`, `containerd`, the Docker command line and buildx.
 * @property {string} version Version of Debian's package, for example `28.5.2+dfsg4-5`.
 */

/**
 * The root file system of the current engine; fetches it (110 MB) when the cache does not hold it.
 * @returns {Promise<CurrentRoot>}
 * @throws {Error} When it is not cached and Debian's packages cannot be fetched.
 */
export async function ensureCurrentRoot() {
  const place = join(cacheFolder(), 'engine-current');
  if (!isComplete(place)) {
    await mkdir(cacheFolder(), { recursive: true });
    await fetchRoot(place).catch((error) => {
      // An engine without what was added to the list since serves all but the few tests that need it.
      if (!existsSync(join(place, 'version'))) throw error;
      process.stderr.write(`Using the engine fetched before: ${error.message}\n`);
    });
  }
  return { root: join(place, 'root'), version: await readFile(join(place, 'version'), 'utf8') };
}

/** Forgets the cached root, so that the next start fetches the newest packages. */
export async function forgetCurrentRoot() {
  await rm(join(cacheFolder(), 'engine-current'), { recursive: true, force: true });
}

/**
 * Starts a private current engine with the containerd image store.
 * @param {Omit<DockerdOptions, 'root'>} [options]
 * @returns {Promise<Dockerd>}
 */
export async function startCurrentDockerd(options = {}) {
  const { root } = await ensureCurrentRoot();
  const features = { 'containerd-snapshotter': true };
  return await startDockerd({ ...options, root, config: { features, ...options.config } });
}
