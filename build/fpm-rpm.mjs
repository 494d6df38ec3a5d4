import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Debian's names, which electron-builder gives, in RPM's words. */
const architectures = new Map([
  ['amd64', 'x86_64'],
  ['arm64', 'aarch64'],
]);
const payloads = new Map([
  ['xzmt', 'w6T.xzdio'],
  ['xz', 'w6.xzdio'],
  ['gzip', 'w9.gzdio'],
  ['bzip2', 'w9.bzdio'],
]);

/**
 * Builds an RPM package of what is staged.
 *
 * @param {import('./fpm.mjs').Order} order
 * @param {string} staging folder whose `root` holds the files
 * @throws {Error} when rpmbuild is missing or fails
 */
export async function buildRpm(order, staging) {
  const spec = path.join(staging, 'package.spec');
  const top = path.join(staging, 'rpm');
  await mkdir(top);
  await writeFile(spec, specification(order, path.join(staging, 'root')));
  const defines = [
    `_topdir ${top}`,
    `_binary_payload ${payloads.get(one(order, 'rpm-compression')) ?? 'w6.xzdio'}`,
  ];
  const options = defines.flatMap((define) => ['--define', define]);
  const architecture = one(order, 'architecture');
  const target = `${architectures.get(architecture) ?? architecture}-linux`;
  const { status, stderr, error } = spawnSync('rpmbuild', ['-bb', '--target', target, ...options, spec], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw error ?? new Error(`rpmbuild: ${stderr}`);
  await copyFile(await onlyPackage(path.join(top, 'RPMS')), one(order, 'package'));
}

/** @param {string} folder */
async function onlyPackage(folder) {
  const files = await readdir(folder, { recursive: true });
  const file = files.find((name) => name.endsWith('.rpm'));
  if (!file) throw new Error('rpmbuild made no package');
  return path.join(folder, file);
}

/**
 * @param {import('./fpm.mjs').Order} order
 * @param {string} root folder with the files as they will be installed
 */
export function specification(order, root) {
  const tags = {
    Name: one(order, 'name'),
    Version: one(order, 'version'),
    Release: '1',
    Summary: one(order, 'rpm-summary') || one(order, 'description'),
    License: one(order, 'license'),
    Group: one(order, 'category'),
    URL: one(order, 'url'),
    Vendor: one(order, 'vendor'),
    Packager: one(order, 'maintainer'),
    // What Electron brings itself must neither be offered to others nor be demanded of the system.
    AutoReqProv: 'no',
  };
  const depends = (order.options.get('depends') ?? []).map((name) => `Requires: ${name}`);
  return [
    ...Object.entries(tags).flatMap(([tag, value]) => (value ? [`${tag}: ${value}`] : [])),
    ...depends,
    '%global __os_install_post %{nil}',
    '%global debug_package %{nil}',
    '%global _build_id_links none',
    `%description\n${one(order, 'description')}`,
    `%install\nmkdir -p %{buildroot}\ncp -a "${root}/." %{buildroot}/`,
    `%files\n${ownedPaths(root).join('\n')}`,
    script(order, '%post', 'after-install'),
    script(order, '%postun', 'after-remove'),
    '',
  ].join('\n\n');
}

/**
 * Folders of our own as a whole, single files where the folder belongs to the system.
 *
 * @param {string} root
 * @returns {string[]} quoted absolute paths
 */
function ownedPaths(root) {
  const opt = readdirSync(path.join(root, 'opt')).map((name) => `/opt/${name}`);
  const entries = readdirSync(path.join(root, 'usr'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  const usr = files.map((entry) => `/${path.relative(root, path.join(entry.parentPath, entry.name))}`);
  return [...opt, ...usr].map((name) => `"${name}"`);
}

/**
 * @param {import('./fpm.mjs').Order} order
 * @param {string} section
 * @param {string} option names the script's file
 */
function script(order, section, option) {
  const file = one(order, option);
  // A percent sign starts a macro of rpm.
  return file ? `${section} -p /bin/bash\n${readFileSync(file, 'utf8').replaceAll('%', '%%')}` : '';
}

/**
 * @param {import('./fpm.mjs').Order} order
 * @param {string} name
 */
function one(order, name) {
  return order.options.get(name)?.at(-1) ?? '';
}
