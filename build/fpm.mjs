#!/usr/bin/env node
/**
 * Stands in for fpm, which electron-builder calls for deb and rpm packages and would download first. It
 * understands the arguments that electron-builder gives and leaves the work to dpkg-deb or rpmbuild.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runAsScript } from './command.mjs';
import { buildDeb } from './fpm-deb.mjs';
import { buildRpm } from './fpm-rpm.mjs';

/**
 * What to build, as far as both kinds of packages share it.
 *
 * @typedef {object} Order
 * @property {Map<string, string[]>} options values by option name without dashes, in order
 * @property {[source: string, target: string][]} files copied to absolute paths inside the package
 */

const flags = new Set(['force', 'debug']);
const shortNames = new Map([
  ['-s', 'input-type'],
  ['-t', 'output-type'],
  ['-d', 'depends'],
]);
/** @type {Record<string, (order: Order, staging: string) => Promise<void>>} */
const builders = { deb: buildDeb, rpm: buildRpm };

/**
 * @param {string[]} args
 * @returns {Order}
 * @throws {Error} for a word that is neither an option nor SOURCE=TARGET
 */
export function parseOrder(args) {
  /** @type {Order} */
  const order = { options: new Map(), files: [] };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const name = shortNames.get(arg) ?? (arg.startsWith('--') ? arg.slice(2) : null);
    if (name === null) order.files.push(splitFile(arg));
    else if (!flags.has(name))
      order.options.set(name, [...(order.options.get(name) ?? []), rest.shift() ?? '']);
  }
  return order;
}

/**
 * @param {string} word
 * @returns {[source: string, target: string]}
 */
function splitFile(word) {
  const at = word.lastIndexOf('=');
  if (at < 1 || word[at + 1] !== '/') throw new Error(`Cannot understand "${word}"`);
  return [word.slice(0, at), word.slice(at + 1)];
}

async function main() {
  const order = parseOrder(process.argv.slice(2));
  const kind = order.options.get('output-type')?.[0] ?? '';
  const build = builders[kind];
  if (!build) throw new Error(`Cannot make ${kind} packages`);
  const staging = await mkdtemp(path.join(tmpdir(), `layeryard-${kind}-`));
  try {
    await stage(order, staging);
    await build(order, staging);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * Lays the files out as they will be installed. A source that ends with a slash stands for its contents.
 *
 * @param {Order} order
 * @param {string} staging
 */
async function stage(order, staging) {
  for (const [source, target] of order.files) {
    const destination = path.join(staging, 'root', target);
    await mkdir(path.dirname(destination), { recursive: true });
    await cp(source, destination, { recursive: true, verbatimSymlinks: true });
    if (!(await stat(destination)).isDirectory()) run('chmod', ['644', destination]);
  }
  run('chmod', ['-R', 'u=rwX,go=rX', path.join(staging, 'root')]);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`${command}: ${stderr}`);
}

await runAsScript(import.meta.url, main);
