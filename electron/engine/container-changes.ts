import type { ContainerChanges } from '../contract';
import type { Engine } from './engine';
import { asFields, asFieldsList, type Fields, fieldsListOf, numberOf, textOf } from './fields';
import { containerPath } from './image-path';
import { readJson } from './request';

/** As many changes as anybody reads; the counts say the rest. */
const MOST_CHANGES = 5000;

type Change = ContainerChanges['changes'][number];

/** `Kind` of the API: 0 modified, 1 added, 2 deleted. */
const kinds: Record<number, Change['kind']> = { 0: 'changed', 1: 'added', 2: 'deleted' };

/**
 * What a commit of the container would put into its layer, in path order, and the mount points whose content
 * it would not. Slow with containerd, which compares whole folders. Throws `not-found` without the container.
 */
export async function containerChanges(
  engine: Engine,
  container: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<ContainerChanges> {
  const ask = async (what: string): Promise<unknown> =>
    await readJson(engine.docker, {
      method: 'GET',
      path: `${containerPath(container)}/${what}`,
      signal,
      context: { container },
    });
  const [changes, details] = await Promise.all([ask('changes'), ask('json')]);
  return summarise(asFieldsList(changes, 'container changes'), asFields(details, 'container'));
}

function summarise(entries: Fields[], container: Fields): ContainerChanges {
  const changes = entries.map(toChange).sort(byPath);
  const count = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length;
  return {
    changes: changes.slice(0, MOST_CHANGES),
    total: changes.length,
    added: count('added'),
    changed: count('changed'),
    deleted: count('deleted'),
    mounts: fieldsListOf(container.Mounts)
      .map((mount) => textOf(mount.Destination))
      .sort(),
  };
}

const toChange = (entry: Fields): Change => ({
  path: textOf(entry.Path),
  kind: kinds[numberOf(entry.Kind)] ?? 'changed',
});

function byPath(one: Change, other: Change): number {
  if (one.path === other.path) return 0;
  return one.path < other.path ? -1 : 1;
}
