import type { DigestContent, KeepContent } from '../layer-index/layer-indexer';
import { digestOsRelease } from './contents/os-release';
import { digestApk, digestDpkg } from './contents/package-databases';
import { secretDigest } from './secrets/judge-secret';

const SLASH = 0x2f;
const DOT = 0x2e;
const LARGEST_DATABASE = 16 * 1024 * 1024;
const LARGEST_SECRET = 64 * 1024;

/**
 * Which contents the findings need of a layer, and what is kept of each: of a database its packages, of a likely secret
 * what it is and never the secret itself. Called for every file of every layer, so that most are turned away by their
 * last bytes, before any text is made.
 */
export const keepContent: KeepContent = (path, size) => {
  if (size === 0 || size > LARGEST_DATABASE) return false;
  const nameAt = path.lastIndexOf(SLASH) + 1;
  const system = systemDigest(path, nameAt);
  if (system !== null) return system;
  return size <= LARGEST_SECRET && (secretDigest(path, nameAt) ?? false);
};

const systemFiles = [
  { path: Buffer.from('etc/os-release'), digest: digestOsRelease },
  { path: Buffer.from('usr/lib/os-release'), digest: digestOsRelease },
  { path: Buffer.from('var/lib/dpkg/status'), digest: digestDpkg },
  { path: Buffer.from('lib/apk/db/installed'), digest: digestApk },
  { path: Buffer.from('usr/lib/apk/db/installed'), digest: digestApk },
];
const dpkgFolder = Buffer.from('var/lib/dpkg/status.d/');

/** What to keep of a file of the system, or null. Paths may begin with `./` or a slash. */
function systemDigest(path: Uint8Array, nameAt: number): DigestContent | null {
  const from = startOfPath(path);
  if (nameAt - from === dpkgFolder.length && isBefore(path, nameAt, dpkgFolder)) return digestDpkg;
  for (const file of systemFiles) {
    if (path.length - from === file.path.length && isBefore(path, path.length, file.path)) return file.digest;
  }
  return null;
}

function startOfPath(path: Uint8Array): number {
  if (path[0] === SLASH) return 1;
  return path[0] === DOT && path[1] === SLASH ? 2 : 0;
}

/** Whether a text stands right before a place. Compared from its end: paths differ there. */
function isBefore(path: Uint8Array, end: number, text: Uint8Array): boolean {
  for (let back = 1; back <= text.length; back += 1) {
    if (path[end - back] !== text[text.length - back]) return false;
  }
  return true;
}
