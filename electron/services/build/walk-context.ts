import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { IgnoreRules } from './ignore-rules';

/** One path of a build context. */
export interface ContextEntry {
  /** Relative to the context, `/` as separator. */
  path: string;
  absolute: string;
  stats: Stats;
  /** Left out by the ignore file. An ignored folder is not descended into unless a `!` line may readmit. */
  ignored: boolean;
}

/** A path that could not be looked at. */
export interface UnreadableEntry {
  path: string;
  reason: string;
}

async function* entriesOf(
  folder: string,
  below: string,
  rules: IgnoreRules,
  unreadable: (entry: UnreadableEntry) => void,
  signal: AbortSignal,
): AsyncGenerator<ContextEntry> {
  signal.throwIfAborted();
  let names: string[];
  try {
    names = await readdir(join(folder, below));
  } catch (thrown) {
    unreadable({ path: below === '' ? '.' : below, reason: String(thrown) });
    return;
  }
  // The engine's cache keys follow the tar's order on the classic builder: a fixed order keeps builds cached.
  for (const name of names.sort()) {
    const path = below === '' ? name : `${below}/${name}`;
    const absolute = join(folder, path);
    try {
      const stats = await lstat(absolute);
      const ignored = rules.ignores(path);
      yield { path, absolute, stats, ignored };
      if (stats.isDirectory() && (!ignored || rules.mayReadmit)) {
        yield* entriesOf(folder, path, rules, unreadable, signal);
      }
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      unreadable({ path, reason: String(thrown) });
    }
  }
}

/** Walks a build context depth first, parents before children, in name order; links are not followed. */
export function walkContext(
  folder: string,
  rules: IgnoreRules,
  unreadable: (entry: UnreadableEntry) => void,
  signal: AbortSignal,
): AsyncGenerator<ContextEntry> {
  return entriesOf(folder, '', rules, unreadable, signal);
}
