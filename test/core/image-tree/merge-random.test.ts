import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ImageTree,
  isFolder,
  kindOfVersion,
  NONE,
  sizeOfVersion,
  versionAt,
} from '../../../electron/core/image-tree/image-tree';
import { mergeLayers } from '../../../electron/core/image-tree/merge-layers';
import { kind } from '../../../electron/core/layer-index/layer-index';
import { bytesOf } from '../../../electron/core/layer-index/name-table';
import { type SlowEntry, slowImage } from '../../support/slow-image';
import { indexOf } from '../layer-index/draw';
import { type Line, randomLayers, tarOf } from './random-layers';

function pathOf(tree: ImageTree, node: number): string {
  const parts: string[] = [];
  for (let at = node; at !== 0; at = tree.parent[at] ?? 0) {
    parts.unshift(Buffer.from(bytesOf(tree.names, tree.name[at] ?? 0)).toString());
  }
  return parts.join('/');
}

const drawSlow = (view: Map<string, SlowEntry>): string[] =>
  [...view]
    .filter(([path]) => path !== '')
    .map(([path, { type, size, layer }]) =>
      type === 'folder' ? `${path}/` : `${path} ${type} ${size} of ${layer}`,
    )
    .sort();

function drawView(tree: ImageTree, layer: number): string[] {
  const lines: string[] = [];
  for (let node = 1; node < tree.parent.length; node += 1) {
    const version = versionAt(tree, node, layer);
    if (version === NONE) continue;
    const made = kindOfVersion(tree, version);
    const type = made === kind.file ? 'file' : made === kind.symbolicLink ? 'symlink' : 'other';
    const path = pathOf(tree, node);
    const file = `${path} ${type} ${sizeOfVersion(tree, version)} of ${tree.layerOf[version]}`;
    lines.push(isFolder(made) ? `${path}/` : file);
  }
  return lines.sort();
}

const nodeOf = (tree: ImageTree, version: number): number => {
  for (let node = 0; node < tree.newest.length; node += 1) {
    for (let at = tree.newest[node] ?? NONE; at !== NONE; at = tree.older[at] ?? NONE)
      if (at === version) return node;
  }
  throw new RangeError(`no node has version ${version}`);
};

const drawLeaked = (tree: ImageTree): string[] =>
  [...tree.figures.leaked].map(
    (version) =>
      `${pathOf(tree, nodeOf(tree, version))} ${tree.layerOf[version]} ${sizeOfVersion(tree, version)}`,
  );

async function compare(layers: Line[][]): Promise<void> {
  const tars = layers.map(tarOf);
  const slow = await slowImage(tars);
  const tree = mergeLayers(tars.map((tar) => indexOf(tar)));
  const { unreachableOf, leaked, leakedBytes, ...figures } = tree.figures;
  expect({
    ...figures,
    unreachableOf: [...unreachableOf],
    entries: tree.layers.map(({ entries }) => entries),
    views: layers.map((_layer, index) => drawView(tree, index)),
    leaked: drawLeaked(tree).sort(),
  }).toEqual({ ...slow, views: slow.views.map(drawSlow), leaked: slow.leaked.sort() });
  expect(leakedBytes).toBe([...leaked].reduce((sum, version) => sum + sizeOfVersion(tree, version), 0));
}

/** Each of these goes wrong when one rule is left out. */
const examples: [Line[][]][] = [
  [[['f a/b 1'], ['s a c'], ['f a/c 2'], ['f a 3']]],
  [[['f a/b 1', 'f a 2', 'd a', 'f a/c 3']]],
  [
    [
      ['f a/b 1', 'f a/c 2'],
      ['w .wh.a', 'w a/.wh.b', 'f a/b 3'],
    ],
  ],
  [[['f a/b 1'], ['w a/.wh..wh..opq', 'f a/b 2', 'w .wh.a', 'f a 4'], ['w .wh.a', 'h a b']]],
  [[['s a b', 'f a/b 3'], ['w .wh.a'], ['d a/b', 'd a/b']]],
];

describe('random images', () => {
  it('have the figures and file systems that the definitions give, read plainly', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(fc.asyncProperty(randomLayers, compare), { numRuns: 1500, examples });
  });
});
