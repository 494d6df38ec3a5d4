import { spawnSync } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** fpm's names of compressions in dpkg-deb's words. */
const compressors = new Map([
  ['gz', 'gzip'],
  ['zst', 'zstd'],
]);

/**
 * Builds a Debian package of what is staged.
 *
 * @param {import('./fpm.mjs').Order} order
 * @param {string} staging folder whose `root` holds the files
 * @throws {Error} when dpkg-deb is missing or fails
 */
export async function buildDeb(order, staging) {
  const root = path.join(staging, 'root');
  await mkdir(path.join(root, 'DEBIAN'));
  await writeFile(path.join(root, 'DEBIAN/control'), control(order, installedSize(root)));
  await addScript(order, 'after-install', path.join(root, 'DEBIAN/postinst'));
  await addScript(order, 'after-remove', path.join(root, 'DEBIAN/postrm'));
  const target = one(order, 'package');
  run('dpkg-deb', [`-Z${compression(order)}`, '--root-owner-group', '--build', root, target]);
}

/**
 * The control file (Debian Policy 5.3).
 *
 * @param {import('./fpm.mjs').Order} order
 * @param {number} size KiB on disk
 */
export function control(order, size) {
  const fields = {
    Package: one(order, 'name'),
    Version: one(order, 'version'),
    Architecture: one(order, 'architecture'),
    Maintainer: one(order, 'maintainer'),
    'Installed-Size': String(size),
    Depends: list(order, 'depends'),
    Recommends: list(order, 'deb-recommends'),
    Suggests: list(order, 'deb-suggests'),
    Section: one(order, 'category') || 'misc',
    Priority: one(order, 'deb-priority') || 'optional',
    Homepage: one(order, 'url'),
    Description: description(one(order, 'description')),
  };
  const present = Object.entries(fields).filter(([, value]) => value !== '');
  return `${present.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`;
}

/** A summary on the first line, then indented lines of which none may be empty. @param {string} text */
function description(text) {
  const [summary = '', ...more] = text.split('\n').map((line) => line.trim());
  return [summary, ...more.map((line) => ` ${line || '.'}`)].join('\n');
}

/**
 * @param {import('./fpm.mjs').Order} order
 * @param {string} name
 */
function one(order, name) {
  return order.options.get(name)?.at(-1) ?? '';
}

/**
 * @param {import('./fpm.mjs').Order} order
 * @param {string} name
 */
function list(order, name) {
  return (order.options.get(name) ?? []).join(', ');
}

/** @param {import('./fpm.mjs').Order} order */
function compression(order) {
  const name = one(order, 'deb-compression') || 'xz';
  return compressors.get(name) ?? name;
}

/**
 * @param {import('./fpm.mjs').Order} order
 * @param {string} option names the script's file
 * @param {string} target
 */
async function addScript(order, option, target) {
  const source = one(order, option);
  if (!source) return;
  await cp(source, target);
  run('chmod', ['755', target]);
}

/** @param {string} folder */
function installedSize(folder) {
  return Number.parseInt(run('du', ['-sk', '--apparent-size', '--exclude=DEBIAN', folder]), 10);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {string} standard output
 */
function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`${command}: ${stderr}`);
  return stdout;
}
