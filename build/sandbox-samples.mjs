/**
 * The sample images of the sandbox engine, in the order they are built, and their complete build contexts.
 * By hand: `node build/sandbox-samples.mjs FOLDER` writes those contexts.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runAsScript } from './command.mjs';
import { listFiles } from './files.mjs';
import { root } from './root.mjs';
import { tinyElf } from './sandbox-elf.mjs';

const SAMPLES = 'assets/samples';
const BUSYBOX_PLACES = ['/bin/busybox', '/usr/bin/busybox', '/sbin/busybox'];
const HELLO = 'Hello from an image of one file.\n';

/** Debian's package for the program of the base image. */
export const SAMPLE_PACKAGES = ['busybox-static'];

/**
 * @typedef {object} Sample
 * @property {string} folder Build context below `assets/samples`.
 * @property {string[]} tags
 * @property {string} [dockerfile] `Dockerfile` by default.
 * @property {Record<string, string>} [buildArguments]
 */

/** @type {Sample[]} */
export const samples = [
  { folder: 'base', tags: ['layeryard/base:1', 'layeryard/base:latest'] },
  { folder: 'hello-scratch', tags: ['layeryard/hello-scratch:latest', 'layeryard/hello-scratch:1.0'] },
  { folder: 'notes', tags: ['layeryard/notes:2.1'] },
  // Twice under one name: the second takes it from the first, which is left dangling.
  { folder: 'clock', tags: ['layeryard/clock:1.4'], buildArguments: { GREETING: 'It is now' } },
  { folder: 'clock', tags: ['layeryard/clock:1.4'] },
  { folder: 'almanac', tags: ['layeryard/almanac:1.0'] },
  { folder: 'cleanup', tags: ['layeryard/cleanup:careless'], dockerfile: 'careless.Dockerfile' },
  { folder: 'cleanup', tags: ['layeryard/cleanup:tidy'], dockerfile: 'tidy.Dockerfile' },
];

/** Path of a file of the samples. */
export const samplePath = (/** @type {string[]} */ ...parts) => join(root, SAMPLES, ...parts);

/**
 * Fingerprint of all samples: another one means that an engine holds older samples.
 * @returns {Promise<string>}
 */
export async function samplesFingerprint() {
  const hash = createHash('sha256').update(JSON.stringify(samples));
  for (const file of listFiles([SAMPLES])) hash.update(file).update(await readFile(join(root, file)));
  return hash.digest('hex');
}

/**
 * Writes complete build contexts, with the files that are made for this machine.
 * @param {string} folder Receives a folder for each sample.
 * @returns {Promise<void>}
 * @throws {Error} When this machine has no BusyBox.
 */
export async function writeContexts(folder) {
  await mkdir(folder, { recursive: true });
  await cp(samplePath(), folder, { recursive: true });
  await writeFile(join(folder, 'hello-scratch/hello'), tinyElf(HELLO), { mode: 0o755 });
  await copyFile(busybox(), join(folder, 'base/busybox'));
}

function busybox() {
  const place = BUSYBOX_PLACES.find((path) => existsSync(path));
  if (place === undefined)
    throw new Error('The sample images need BusyBox, which this machine does not have.');
  return place;
}

await runAsScript(import.meta.url, async () => {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('Say into which folder: node build/sandbox-samples.mjs FOLDER');
  await writeContexts(folder);
});
