import { closeSync, openSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import type { BuildContext } from '../../contract';

const LARGEST_SHOWN = 8;
/** `.env.example` and public keys hold nothing secret. */
const SECRET_NAME =
  /^(\.env(\.(?!example$|sample$|template$)[^/]+)?|id_(rsa|dsa|ecdsa|ed25519)|\.npmrc|\.pypirc|\.netrc|\.dockercfg|\.git-credentials|credentials(\.json)?|[^/]+\.(pem|key|p12|pfx|kdbx|jks))$/;

/** Whether a file's name says that it holds keys or passwords. */
export const isSecretFile = (name: string): boolean => SECRET_NAME.test(name);

/** Most files say by their mode that everybody may read them; the others are asked for. */
export function isReadable(absolute: string, mode: number): boolean {
  if ((mode & 0o004) !== 0) return true;
  try {
    closeSync(openSync(absolute, 'r'));
    return true;
  } catch {
    return false;
  }
}

/** A link is sent as it is: what it leads to outside the context is not there for the build. */
export function leaves(folder: string, link: string): boolean {
  try {
    const target = path.resolve(path.dirname(link), readlinkSync(link));
    const inside = path.relative(folder, target);
    return inside.startsWith('..') || path.isAbsolute(inside);
  } catch {
    // Gone meanwhile: nothing is sent.
    return false;
  }
}

/** Adds a file to the largest ones, if it is one. */
export function keepLargest(largest: BuildContext['largest'], at: string, sizeBytes: number): void {
  const smallest = largest[LARGEST_SHOWN - 1];
  if (smallest !== undefined && smallest.sizeBytes >= sizeBytes) return;
  largest.push({ path: at, sizeBytes });
  largest.sort((a, b) => b.sizeBytes - a.sizeBytes);
  largest.length = Math.min(largest.length, LARGEST_SHOWN);
}
