import { KIND_MASK, kind, type LayerIndex, WHITEOUT } from './layer-index';

/** It is a member, or a whiteout of its path; an opaque marker is none of its own. */
const MEMBER = 1;
/** Something below it is a member or a whiteout. */
const ABOVE_MEMBER = 2;
/** Something below it is a member that is no whiteout, so that there has to be a folder. */
const IS_FOLDER = 4;

export interface LayerShape {
  /** By node: what it has below it. */
  below: Uint8Array;
  /** Nodes that are whiteouts or opaque, lowest first. */
  removing: number[];
}

/** Looks at a layer once, from its leaves up, since a child has a higher number than its parent. */
export function shapeOf({ flags, parent }: LayerIndex): LayerShape {
  const below = new Uint8Array(flags.length);
  const removing: number[] = [];
  for (let node = flags.length - 1; node >= 0; node -= 1) {
    const flag = flags[node] as number;
    const isThere = (flag & KIND_MASK) !== kind.implied;
    if (flag > KIND_MASK) removing.push(node);
    const own = (below[node] as number) | (isThere || (flag & WHITEOUT) !== 0 ? MEMBER : 0);
    below[node] = own;
    if (own === 0 || node === 0) continue;
    const up = parent[node] as number;
    const folder = isThere || (own & IS_FOLDER) !== 0 ? IS_FOLDER : 0;
    below[up] = (below[up] as number) | folder | ABOVE_MEMBER;
  }
  return { below, removing: removing.reverse() };
}

/** Whether a node is a member, or a whiteout, with no other member below it. */
export const isLeaf = (shape: LayerShape, node: number): boolean => shape.below[node] === MEMBER;

/** Whether there has to be a folder because of what is below. */
export const holdsMembers = (shape: LayerShape, node: number): boolean =>
  ((shape.below[node] as number) & IS_FOLDER) !== 0;
