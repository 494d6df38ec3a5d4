import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} Bundled a package whose code is in a bundle
 * @property {string} name
 * @property {string} version
 * @property {string} license SPDX expression, or what the package says instead
 * @property {string} text of its licence file, empty when it has none
 */

/**
 * Folders of the packages that modules of a bundle come from.
 *
 * @param {Iterable<string>} modules absolute paths as bundlers name them; virtual ones are skipped
 * @returns {Set<string>}
 */
export function packageFolders(modules) {
  /** @type {Set<string>} */
  const folders = new Set();
  for (const module of modules) {
    const folder = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(module)?.[1];
    if (folder && !folder.startsWith('\0')) folders.add(folder);
  }
  return folders;
}

/**
 * The notices that the licences of bundled packages ask for, sorted by name.
 *
 * @param {Iterable<string>} folders of the packages
 * @returns {string} plain text
 */
export function notices(folders) {
  const bundled = [...folders].map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1));
  const intro = 'Layeryard contains code of these packages:';
  const parts = bundled.map(({ name, version, license, text }) => {
    const title = `${name} ${version} (${license})`;
    return `${'-'.repeat(80)}\n${title}\n\n${text.trim()}\n`;
  });
  return [intro, ...parts].join('\n\n');
}

/**
 * The licences of the fonts that the window carries; each lies beside its font as `NAME-license.txt`.
 *
 * @param {string} folder of the fonts
 * @returns {string} plain text
 */
export function fontNotices(folder) {
  const files = readdirSync(folder).filter((entry) => entry.endsWith('-license.txt'));
  return files
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8').trim();
      return `\n${'-'.repeat(80)}\nFont ${path.basename(file, '-license.txt')} (OFL-1.1)\n\n${text}\n`;
    })
    .join('\n');
}

/**
 * @param {string} folder
 * @returns {Bundled}
 */
function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  const text =
    file && existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8') : '';
  return { name, version, license: typeof license === 'string' ? license : 'see below', text };
}
