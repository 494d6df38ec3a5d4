import type { FileChange } from '../../api/contract';

export interface ChangedFolder {
  folder: string;
  changes: (FileChange & { name: string })[];
}

/**
 * Changes by the folder that they lie in, in path order. Folders that only changed because something in them did are
 * left out: what did is there.
 */
export function groupChanges(changes: readonly FileChange[], most: number): ChangedFolder[] {
  const above = new Set(changes.map(({ path }) => folderOf(path)));
  const told = changes.filter(({ path, kind }) => kind !== 'changed' || !above.has(path)).slice(0, most);
  const groups = new Map<string, ChangedFolder>();
  for (const change of told) {
    const folder = folderOf(change.path);
    const group = groups.get(folder) ?? { folder, changes: [] };
    group.changes.push({ ...change, name: change.path.slice(change.path.lastIndexOf('/') + 1) });
    groups.set(folder, group);
  }
  return [...groups.values()].sort((one, other) => (one.folder < other.folder ? -1 : 1));
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
