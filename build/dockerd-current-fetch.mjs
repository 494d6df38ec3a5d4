/**
 * Fetches Debian packages through an apt state of their own and unpacks them into a folder, without installing
 * anything: the machine's package lists, its package cache and its apt hooks are left alone.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureApt } from './apt.mjs';

const run = promisify(execFile);
/** The engine and what it calls: Git for contexts that are repositories, a shell and what that calls for submodules. */
const PACKAGES = [
  ...['docker.io', 'docker-cli', 'docker-buildx', 'libc6', 'ca-certificates'],
  ...['git', 'dash', 'coreutils', 'sed'],
];
/** In the order of preference, with the oldest major version worth taking: sid may hold a broken set for days. */
const SUITES = [
  { suite: 'sid', least: 28 },
  { suite: 'trixie', least: 26 },
];
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const DEFAULT_MIRROR = 'http://deb.debian.org/debian';
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * Fetches the newest engine and unpacks it. The place appears complete or not at all, also when two processes do this
 * at once: the slower one throws its own away.
 * @param {string} place Folder to make; receives `root/`, `version` and `packages`.
 * @returns {Promise<void>}
 * @throws {Error} When no suite leads to a complete set of packages.
 */
export async function fetchRoot(place) {
  if (!existsSync(KEYRING)) await ensureApt(['debian-archive-keyring']);
  await removeUnfinished(place);
  const work = await mkdtemp(`${place}.part-${process.pid}-`);
  try {
    const version = await fetchFirst(work);
    await unpack(work);
    await writeFile(join(work, 'packages'), PACKAGES.join(' '));
    await writeFile(join(work, 'version'), version);
    await rm(join(work, 'apt'), { recursive: true });
    if (!isComplete(place)) await rm(place, { recursive: true, force: true });
    await rename(work, place).catch((error) => {
      if (!isComplete(place)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Whether a folder holds what would be fetched today: an earlier set-up may have fetched fewer packages.
 * @param {string} place
 */
export function isComplete(place) {
  const list = join(place, 'packages');
  return existsSync(list) && readFileSync(list, 'utf8') === PACKAGES.join(' ');
}

/**
 * Folders of processes that were stopped in the middle.
 * @param {string} place
 */
async function removeUnfinished(place) {
  const prefix = `${basename(place)}.part-`;
  for (const name of await readdir(dirname(place))) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || existsSync(`/proc/${pid}`)) continue;
    await rm(join(dirname(place), name), { recursive: true, force: true });
  }
}

/**
 * @param {string} work
 * @returns {Promise<string>} Version of the engine that was fetched.
 */
async function fetchFirst(work) {
  /** @type {string[]} */
  const reasons = [];
  for (const { suite, least } of SUITES) {
    try {
      const version = await fetchFrom(suite, least, work);
      if (reasons.length > 0) process.stderr.write(`Using Docker Engine ${version}: ${reasons.join('; ')}\n`);
      return version;
    } catch (error) {
      reasons.push(`${suite}: ${failure(error)}`);
    }
  }
  throw new Error(`No current Docker Engine could be fetched. ${reasons.join('; ')}`);
}

/** @param {unknown} error */
function failure(error) {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return text.trim().split('\n').slice(-3).join(' ');
}

/**
 * @param {string} suite
 * @param {number} least
 * @param {string} work
 * @returns {Promise<string>}
 */
async function fetchFrom(suite, least, work) {
  const config = await writeAptState(suite, join(work, 'apt'));
  await run('apt-get', ['-c', config, 'update'], { maxBuffer: OUTPUT_LIMIT });
  const { stdout } = await run('apt-cache', ['-c', config, 'show', '--no-all-versions', 'docker.io']);
  const version = /^Version: (.+)$/m.exec(stdout)?.[1] ?? '';
  if (Number.parseInt(version, 10) < least) throw new Error(`its Docker Engine is ${version}`);
  process.stderr.write(`Fetching Docker Engine ${version} for tests (110 MB, once)\n`);
  const install = ['install', '--yes', '--download-only', ...PACKAGES];
  await run('apt-get', ['-c', config, ...install], { maxBuffer: OUTPUT_LIMIT });
  return version;
}

/**
 * Read after the machine's own settings, so its proxies apply, but its hooks and its sources do not.
 * @param {string} suite
 * @param {string} folder
 * @returns {Promise<string>} Path of the configuration.
 */
async function writeAptState(suite, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'state/lists/partial'), { recursive: true });
  await mkdir(join(folder, 'cache/archives/partial'), { recursive: true });
  await writeFile(join(folder, 'status'), '');
  await writeFile(
    join(folder, 'sources.list'),
    `deb [signed-by=${KEYRING}] ${await mirror()} ${suite} main\n`,
  );
  const config = join(folder, 'apt.conf');
  await writeFile(
    config,
    `#clear APT::Update;
#clear DPkg::Post-Invoke;
#clear Acquire::IndexTargets::deb::DEP-11;
#clear Acquire::IndexTargets::deb::DEP-11-icons-small;
#clear Acquire::IndexTargets::deb::DEP-11-icons;
#clear Acquire::IndexTargets::deb::DEP-11-icons-large;
Acquire::Languages "none";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Dir::Etc::SourceList "${folder}/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "${folder}/state";
Dir::State::Status "${folder}/status";
Dir::Cache "${folder}/cache";
`,
  );
  return config;
}

/** Where this machine gets Debian from, when it is a Debian; its mirror is near and surely allowed. */
async function mirror() {
  const format = '$(ORIGIN)\t$(REPO_URI)';
  const { stdout } = await run('apt-get', ['indextargets', '--format', format, 'Identifier: Packages']);
  const own = stdout
    .split('\n')
    .find((line) => line.startsWith('Debian\t') && !line.includes('security') && !line.includes('snapshot'));
  return own?.split('\t')[1] ?? DEFAULT_MIRROR;
}

/**
 * Unpacks the fetched packages into `root/` and adds what installing the base system would have.
 * @param {string} work
 */
async function unpack(work) {
  const root = join(work, 'root');
  const archives = join(work, 'apt/cache/archives');
  await mkdir(join(root, 'etc'), { recursive: true });
  for (const folder of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(join(root, 'usr', folder), { recursive: true });
    await symlink(`usr/${folder}`, join(root, folder));
  }
  for (const name of (await readdir(archives)).filter((entry) => entry.endsWith('.deb'))) {
    await run('dpkg-deb', ['-x', join(archives, name), root]);
  }
  await writeFile(join(root, 'etc/os-release'), 'NAME="Debian"\nPRETTY_NAME="Debian"\nID=debian\n');
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  await writeFile(join(root, 'etc/group'), 'root:x:0:\ndocker:x:999:\n');
}
