import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** Folders that hold output of builds and tests, never sources. */
const generated = new Set(['node_modules', 'test/output']);

/**
 * Lists all files below folders (or the files themselves), sorted, as repository paths with forward slashes.
 * What does not exist is left out.
 *
 * @param {string[]} entries repository paths
 * @returns {string[]}
 */
export function listFiles(entries) {
  return entries.flatMap((entry) => {
    const stats = statSync(path.join(root, entry), { throwIfNoEntry: false });
    if (!stats || generated.has(entry)) return [];
    if (!stats.isDirectory()) return [entry];
    const children = readdirSync(path.join(root, entry)).sort();
    return listFiles(children.map((child) => `${entry}/${child}`));
  });
}
