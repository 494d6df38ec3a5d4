import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from './files.mjs';
import { root } from './root.mjs';

/**
 * Hash over names and contents of files and of all files below folders.
 *
 * @param {string[]} entries repository paths; what does not exist counts as empty
 * @returns {string} SHA-256 in hex
 */
export function hashFiles(entries) {
  const hash = createHash('sha256');
  for (const file of listFiles(entries)) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
