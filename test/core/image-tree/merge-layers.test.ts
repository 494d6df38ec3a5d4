import { describe, expect, it } from 'vitest';
import {
  fate,
  type ImageTree,
  NEVER,
  NONE,
  sizeOfVersion,
} from '../../../electron/core/image-tree/image-tree';
import { mergeLayers } from '../../../electron/core/image-tree/merge-layers';
import { bytesOf } from '../../../electron/core/layer-index/name-table';
import { indexOf } from '../layer-index/draw';
import { tarOf } from './random-layers';

const merge = (...layers: string[][]): ImageTree => mergeLayers(layers.map((lines) => indexOf(tarOf(lines))));
const fates = Object.fromEntries(Object.entries(fate).map(([name, number]) => [number, name]));

/** By path, its versions from old to new: layer, bytes, and how and by which layer it ended. */
function draw(tree: ImageTree): string[] {
  const paths = [''];
  const lines = new Map<string, string>();
  for (let node = 1; node < tree.parent.length; node += 1) {
    const name = Buffer.from(bytesOf(tree.names, tree.name[node] ?? 0)).toString();
    paths.push(`${paths[tree.parent[node] ?? 0]}/${name}`);
    const versions: string[] = [];
    for (let at = tree.newest[node] ?? NONE; at !== NONE; at = tree.older[at] ?? NONE) {
      const end = tree.end[at] ?? NEVER;
      const ended = end === NEVER ? '' : ` ${fates[tree.fate[at] ?? 0]} by ${end}`;
      versions.unshift(`L${tree.layerOf[at]} ${sizeOfVersion(tree, at)}${ended}`);
    }
    lines.set(paths[node] ?? '', versions.join(', ') || '-');
  }
  return [...lines.keys()].sort().map((path) => `${path}: ${lines.get(path)}`);
}

describe('versions', () => {
  it('end when another content is laid over them', () => {
    expect(draw(merge(['f a 3', 'f b 1'], ['f a 4'], ['h a b']))).toEqual([
      '/a: L0 3 overwritten by 1, L1 4 overwritten by 2, L2 0',
      '/b: L0 1',
    ]);
  });

  it('end when a whiteout removes them or a folder above them', () => {
    expect(
      draw(merge(['f a/b 1', 'f a/c/d 2', 'f e 3'], ['w .wh.a', 'w .wh.e', 'f e 4'], ['f a/b 5'])),
    ).toEqual([
      '/a: L0 0 removed by 1, L2 0',
      '/a/b: L0 1 removed by 1, L2 5',
      '/a/c: L0 0 removed by 1',
      '/a/c/d: L0 2 removed by 1',
      '/e: L0 3 removed by 1, L1 4',
    ]);
  });

  it('end in an opaque folder, which itself stays', () => {
    const tree = merge(['d a', 'f a/b 1'], ['f a/c 2', 'w a/.wh..wh..opq'], ['w a/.wh..wh..opq']);
    expect(draw(tree)).toEqual(['/a: L0 0', '/a/b: L0 1 hidden by 1', '/a/c: L1 2 hidden by 2']);
    expect([...tree.opaque]).toEqual([1, 1, 1, 2]);
  });

  it('end when something of another type takes their place, or their folder’s', () => {
    expect(draw(merge(['f a 1', 'f b/c 2', 'f d 3'], ['f a/x 4', 'f b 5', 's d a'], ['d d']))).toEqual([
      '/a: L0 1 replaced by 1, L1 0',
      '/a/x: L1 4',
      '/b: L0 0 replaced by 1, L1 5',
      '/b/c: L0 2 replaced by 1',
      '/d: L0 3 replaced by 1, L1 0 replaced by 2, L2 0',
    ]);
  });

  it('are none of what is not there', () => {
    expect(draw(merge(['w .wh.a', 'w b/.wh..wh..opq'], ['w .wh.a', 'w b/c/.wh.d']))).toEqual([
      '/a: -',
      '/b: -',
      '/b/c: -',
      '/b/c/d: -',
    ]);
    expect(draw(merge([], []))).toEqual([]);
  });
});

describe('figures', () => {
  it('of an empty image', () => {
    expect(merge().figures).toMatchObject({
      sizeBytes: 0,
      visibleFiles: 0,
      unreachableBytes: 0,
      diveEfficiency: 1,
    });
  });

  it('say what was shipped and cannot be seen, by layer', () => {
    const { figures } = merge(['f a 5', 'f a 6', 'f b 3'], ['f b 4', 'w .wh.a'], ['f c 1', 'h d c']);
    expect(figures).toMatchObject({
      sizeBytes: 19,
      visibleFiles: 2,
      visibleBytes: 5,
      unreachableBytes: 14,
      leakedBytes: 6,
    });
    expect([...figures.unreachableOf]).toEqual([14, 0, 0]);
    expect(figures.leaked).toHaveLength(1);
  });

  it('are those of dive: a whiteout of a folder counts what was below it', () => {
    // a/x: 4 and 6; a: the whiteout's 10; b: 8 and the whiteout's 0; c: 2.
    const { figures } = merge(['f a/x 4', 'f b 8', 'f c 2'], ['f a/x 6', 'f a/y 4'], ['w .wh.a', 'w .wh.b']);
    expect(figures.diveWastedBytes).toBe(4 + 6 + 8);
    expect(figures.diveEfficiency).toBeCloseTo((4 + 4 + 10 + 0 + 2) / (4 + 6 + 4 + 10 + 8 + 2), 12);
  });

  it('are those of dive: a folder with members is none of its own, nor is an opaque marker', () => {
    const { figures } = merge(['d a', 'f a/x 4'], ['d a', 'w a/.wh..wh..opq'], ['w .wh.a', 'f a/x 3']);
    expect(figures.diveWastedBytes).toBe(4 + 3);
  });
});
