/**
 * The sample images of the sandbox engine, in the order they are built, and their complete build contexts.
 * By hand: `node build/sandbox-samples.mjs FOLDER` writes those contexts.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runAsScript } from './command.mjs';
import { listFiles } from './files.mjs';
import { root } from './root.mjs';
import { tinyElf } from './sandbox-elf.mjs';

const run = promisify(execFile);
const LARGEST_CONTEXT = 64 * 1024 * 1024;
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
  await packRootFileSystem(join(folder, 'base'));
}

/**
 * Packs the root file system that the base image is made of: `etc/` of the sample, and one program under the name of each
 * of its commands.
 *
 * @param {string} context Has `etc/`; receives `rootfs.tar`.
 */
async function packRootFileSystem(context) {
  const rootfs = join(context, 'rootfs');
  for (const name of ['bin', 'root', 'tmp', 'var']) await mkdir(join(rootfs, name), { recursive: true });
  await chmod(join(rootfs, 'tmp'), 0o1777);
  await rename(join(context, 'etc'), join(rootfs, 'etc'));
  const program = busybox();
  await copyFile(program, join(rootfs, 'bin/busybox'));
  const { stdout } = await run(program, ['--list']);
  const commands = stdout.split('\n').filter((name) => name !== '' && name !== 'busybox');
  for (const command of commands) await symlink('busybox', join(rootfs, 'bin', command));
  await writeFile(join(context, 'rootfs.tar'), await tarOf(rootfs, ['.']));
  await rm(rootfs, { recursive: true });
}

/**
 * Packs files of a folder. Owner and times are the same on every machine, so builds of the same files are cached.
 * @param {string} folder
 * @param {string[]} names
 * @returns {Promise<Buffer>}
 */
export async function tarOf(folder, names) {
  const same = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name', '--mtime=2024-01-01 00:00Z'];
  const { stdout } = await run('tar', ['-C', folder, ...same, '-c', ...names], {
    encoding: 'buffer',
    maxBuffer: LARGEST_CONTEXT,
  });
  return stdout;
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
