import type { ChangeFlag, FileChange } from '../../contract';
import { ANY_VERSION, type CacheRule, cacheRules } from '../findings/caches/rules';
import { secretDigest } from '../findings/secrets/judge-secret';

/**
 * What a file that a container changed looks like by its path alone: something that hardly anybody means to commit.
 * Deleted files are not in the image; they have no flag.
 */
export function flagOf({ path, kind }: FileChange): ChangeFlag | null {
  if (kind === 'deleted') return null;
  const parts = path.split('/').filter(Boolean);
  if (isSecret(path)) return 'secret';
  if (cacheRules.some((rule) => liesIn(parts, rule))) return 'cache';
  if (isLog(path)) return 'log';
  return isTemporary(path) ? 'temporary' : null;
}

/** The same change, with its flag when it has one. */
export function withFlag(change: FileChange): FileChange {
  const flag = flagOf(change);
  return flag === null ? change : { ...change, flag };
}

export function countFlags(changes: readonly FileChange[]): Partial<Record<ChangeFlag, number>> {
  const counts: Partial<Record<ChangeFlag, number>> = {};
  for (const change of changes) {
    const flag = flagOf(change);
    if (flag !== null) counts[flag] = (counts[flag] ?? 0) + 1;
  }
  return counts;
}

/** Certificates of authorities are public, and hundreds of them have names like a key's. */
const publicCertificates = /^\/(?:etc\/ssl\/certs|etc\/pki|usr\/share\/ca-certificates|usr\/lib\/ssl)\//;

/** Whether a rule for secrets fits the name; what the file holds is not known here. */
function isSecret(path: string): boolean {
  const bytes = Buffer.from(path);
  return !publicCertificates.test(path) && secretDigest(bytes, bytes.lastIndexOf('/') + 1) !== null;
}

/** Whether a path is a cache's folder or below it. */
function liesIn(parts: readonly string[], { parts: fromLast, fromRoot }: CacheRule): boolean {
  const folder = [...fromLast].reverse();
  const starts = fromRoot ? [0] : parts.map((_, index) => index);
  return starts.some((start) => folder.every((part, index) => isNamed(parts[start + index], part)));
}

function isNamed(name: string | undefined, part: string): boolean {
  if (name === undefined) return false;
  return part === ANY_VERSION ? /^\d/.test(name) : name === part;
}

const isLog = (path: string): boolean =>
  /^\/var\/log\/./.test(path) || /\.log(?:\.\d+)?(?:\.gz)?$/.test(path);

const isTemporary = (path: string): boolean => /^\/(?:var\/)?tmp\/./.test(path);
