/**
 * How the tree of an image is stored, behind its seal: what merging its layers has found out, so that putting them
 * together again looks nothing up. The layers are stored by themselves, and shared with other images. The version goes
 * up with every change of this, and of what merging does. Numbers are LEB128 unless said otherwise:
 *
 * - how many layers, then the nodes of each, to be sure that they are the same; paths, versions
 * - how many bytes each of `storedTreeColumns` has, then the columns
 * - ended versions: how many, then of each, in ascending order: how far from the one before, the layer that ended it, fate
 * - opaque folders: how many pairs, then node and layer of each
 * - figures: all sums and ratios as doubles, lowest byte first
 */
export const storedTree = { magic: 'LYtr', version: 1 } as const;

/**
 * - `names`: of all names of the layers above the first that has paths, whose names are the tree's; 0 the next new name,
 *   else the tree's number + 1
 * - `paths`: of all nodes but roots; 0 the next new path, else the path's number + 1
 * - `implied`: of folders without a member of their own; 1 where they make a version, else 0
 */
export const storedTreeColumns = ['names', 'paths', 'implied'] as const;
export type StoredTreeColumn = (typeof storedTreeColumns)[number];

export const NEXT_NEW = 0;
