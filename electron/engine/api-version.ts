import { codedError } from '../core/coded-error';

/** What this app speaks: from the first API that engines of 2016 knew to the newest it was tried with. */
export const OLDEST_API = '1.24';
export const NEWEST_API = '1.51';

/** Negative, zero or positive, as `1.9` is older than `1.41`. */
export function compareApi(one: string, other: string): number {
  const [oneMajor = 0, oneMinor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return oneMajor - otherMajor || oneMinor - otherMinor;
}

/**
 * The version for all calls: the engine's newest (its `API-Version` header) or ours, whichever is older.
 * `minimum` is the oldest that the engine still takes (`MinAPIVersion`; Engine 29: 1.44). Throws `unknown-api`
 * when there is no version that both know.
 */
export function negotiateApi(newest: string, minimum: string): string {
  const agreed = compareApi(newest, NEWEST_API) < 0 ? newest : NEWEST_API;
  const oldest = compareApi(minimum || OLDEST_API, OLDEST_API) > 0 ? minimum : OLDEST_API;
  if (compareApi(agreed, oldest) >= 0) return agreed;
  throw codedError('unknown-api', `the engine speaks API ${minimum || newest} to ${newest}`, {
    params: { engine: newest, engineOldest: minimum || newest, oldest: OLDEST_API, newest: NEWEST_API },
    why: 'engine-versions',
    next: [{ step: 'choose-engine' }],
  });
}
