import type { ImageContents } from '../../contract';
import type { ImageTree } from '../image-tree/image-tree';

/** The whole content of a node's visible file; null when it cannot be had. */
export type ReadFile = (node: number) => Promise<Uint8Array | null>;

/** Name and version of the system in the final file system, from what was kept of `os-release`. */
export function readOs(_tree: ImageTree): ImageContents['os'] {
  return null;
}

/** What an image consists of: system, packages with the layers that brought them, programs of a minimal image. */
export async function readContents(_tree: ImageTree, _readFile: ReadFile): Promise<ImageContents> {
  return { os: null, hasSystem: false, packages: [], unread: [], programs: [] };
}
