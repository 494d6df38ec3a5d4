import type { ContainerChanges, FileChange } from '../contract';
import { countFlags, withFlag } from '../core/commit/flag-changes';
import type { Engine } from './engine';
import { asFields, asFieldsList, type Fields, fieldsListOf, numberOf, textOf } from './fields';
import { containerPath } from './image-path';
import { readJson } from './request';

/** As many changes as anybody reads; the counts say the rest. */
const MOST_CHANGES = 5000;

/** `Kind` of the API: 0 modified, 1 added, 2 deleted. */
const kinds: Record<number, FileChange['kind']> = { 0: 'changed', 1: 'added', 2: 'deleted' };

/**
 * What a commit of the container would put into its layer, in path order, and the mount points whose content
 * it would not. Slow with containerd, which compares whole folders. Throws `not-found` without the container.
 */
export async function containerChanges(
  engine: Engine,
  container: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<ContainerChanges> {
  const { changes, mounts } = await allChanges(engine, container, { signal });
  return summarise(changes, mounts);
}

/** The same without counting or cutting. */
export async function allChanges(
  engine: Engine,
  container: string,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<{ changes: FileChange[]; mounts: string[] }> {
  const ask = async (what: string): Promise<unknown> =>
    await readJson(engine.docker, {
      method: 'GET',
      path: `${containerPath(container)}/${what}`,
      signal,
      context: { container },
    });
  const [changes, details] = await Promise.all([ask('changes'), ask('json')]);
  return {
    changes: asFieldsList(changes, 'container changes').map(toChange).sort(byPath),
    mounts: fieldsListOf(asFields(details, 'container').Mounts)
      .map((mount) => textOf(mount.Destination))
      .sort(),
  };
}

function summarise(changes: FileChange[], mounts: string[]): ContainerChanges {
  const count = (kind: FileChange['kind']) => changes.filter((change) => change.kind === kind).length;
  return {
    changes: changes.slice(0, MOST_CHANGES).map(withFlag),
    total: changes.length,
    added: count('added'),
    changed: count('changed'),
    deleted: count('deleted'),
    flagged: countFlags(changes),
    mounts,
  };
}

const toChange = (entry: Fields): FileChange => ({
  path: textOf(entry.Path),
  kind: kinds[numberOf(entry.Kind)] ?? 'changed',
});

function byPath(one: FileChange, other: FileChange): number {
  if (one.path === other.path) return 0;
  return one.path < other.path ? -1 : 1;
}
