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
  for await (const { name, stats } of looked(join(folder, below), names.sort())) {
    signal.throwIfAborted();
    const path = below === '' ? name : `${below}/${name}`;
    if (typeof stats === 'string') {
      unreadable({ path, reason: stats });
      continue;
    }
    const ignored = rules.ignores(path);
    yield { path, absolute: join(folder, path), stats, ignored };
    if (stats.isDirectory() && (!ignored || rules.mayReadmit)) {
      yield* entriesOf(folder, path, rules, unreadable, signal);
    }
  }
}

/** So many entries of a folder are looked at side by side. */
const AT_ONCE = 64;

/** Each name with what it is, in the given order; a text says why it could not be looked at. */
async function* looked(
  folder: string,
  names: readonly string[],
): AsyncGenerator<{ name: string; stats: Stats | string }> {
  for (let start = 0; start < names.length; start += AT_ONCE) {
    yield* await Promise.all(
      names
        .slice(start, start + AT_ONCE)
        .map(async (name) => ({ name, stats: await lookAt(join(folder, name)) })),
    );
  }
}

async function lookAt(path: string): Promise<Stats | string> {
  try {
    return await lstat(path);
  } catch (thrown) {
    return String(thrown);
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
