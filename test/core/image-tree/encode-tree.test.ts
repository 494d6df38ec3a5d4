import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../electron/core/coded-error';
import { decodeTree } from '../../../electron/core/image-tree/decode-tree';
import { encodeTree } from '../../../electron/core/image-tree/encode-tree';
import { type ImageTree, NONE } from '../../../electron/core/image-tree/image-tree';
import { mergeLayers } from '../../../electron/core/image-tree/merge-layers';
import { kind, kindOf, nodesOf } from '../../../electron/core/layer-index/layer-index';
import { seal } from '../../../electron/core/layer-index/seal';
import { indexOf } from '../layer-index/draw';
import { randomLayers, tarOf } from './random-layers';

/** Something of everything: names of several layers, overwritten, removed, hidden, replaced, and of nothing at all. */
const layers = [
  ['f a/b 1', 'f a/c 2', 's l a', 'd d/e', 'f d/e/f 3'],
  ['f a/b 4', 'w a/.wh.c', 'f n/a 5', 'f x 1', 'w .wh.never'],
  ['w d/.wh..wh..opq', 'f d/g 6', 'w .wh.n', 'f l 2', 'h y x'],
].map((lines) => indexOf(tarOf(lines)));
const rich = mergeLayers(layers);

function outcome(run: () => unknown): string {
  try {
    run();
    return 'fine';
  } catch (error) {
    return error instanceof CodedError ? error.appError.code : `uncoded: ${error}`;
  }
}

const isBelow = (column: Uint32Array, end: number): boolean =>
  column.every((value) => value < end || value === NONE);

/** Whether a version is of a node that is there, and its chain has an end. */
function isSoundVersion(tree: ImageTree, version: number): boolean {
  const layer = tree.layers[tree.layerOf[version] ?? 0];
  const older = tree.older[version] ?? NONE;
  return (tree.nodeIn[version] ?? 0) < (layer ? nodesOf(layer) : 0) && (older === NONE || older < version);
}

/** Whether every number of a tree is inside its table, and every chain has an end. */
function isSound(tree: ImageTree): boolean {
  const [paths, versions] = [tree.parent.length, tree.layerOf.length];
  return (
    tree.parent.every((parent, node) => node === 0 || parent < node) &&
    tree.nextSibling.every((sibling, node) => sibling === 0 || sibling < node) &&
    tree.layerOf.every((_layer, version) => isSoundVersion(tree, version)) &&
    isBelow(tree.name.subarray(1), tree.names.ends.length) &&
    isBelow(tree.newest, versions) &&
    isBelow(tree.firstChild, paths) &&
    isBelow(tree.figures.leaked, versions) &&
    tree.names.bytes.length === (tree.names.ends.at(-1) ?? 0)
  );
}

describe('a stored tree', () => {
  it('comes back as merging made it', () => {
    expect(decodeTree(encodeTree(rich), layers)).toEqual(rich);
    expect([...rich.fate].filter((how) => how !== 0).length).toBeGreaterThan(3);
    expect(rich.opaque.length).toBeGreaterThan(0);
    expect(layers.some((layer) => kindOf(layer, nodesOf(layer) - 1) === kind.implied)).toBe(true);
  });

  it('comes back as merging made it, of random layers', () => {
    fc.assert(
      fc.property(randomLayers, (lines) => {
        const random = lines.map((layer) => indexOf(tarOf(layer)));
        const tree = mergeLayers(random);
        expect(decodeTree(encodeTree(tree), random)).toEqual(tree);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused when any bit of it changed, when it is cut short, or goes on', () => {
    const bytes = encodeTree(rich);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(`${bit} ${outcome(() => decodeTree(changed, layers))}`).toBe(`${bit} bad-archive`);
    }
    for (let length = 0; length < bytes.length; length += 1) {
      expect(outcome(() => decodeTree(bytes.slice(0, length), layers))).toBe('bad-archive');
    }
    expect(outcome(() => decodeTree(Buffer.concat([bytes, Buffer.alloc(1)]), layers))).toBe('bad-archive');
  });

  it('is refused when it is of other layers', () => {
    const bytes = encodeTree(rich);
    expect(outcome(() => decodeTree(bytes, layers.slice(1)))).toBe('bad-archive');
    expect(outcome(() => decodeTree(bytes, [...layers].reverse()))).toBe('bad-archive');
  });

  it('is refused or sound, whatever its numbers say under a right checksum', () => {
    const bytes = encodeTree(rich);
    const change = fc.tuple(fc.integer({ min: 12, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        let sound = true;
        const how = outcome(() => {
          sound = isSound(decodeTree(seal(changed, 'LYtr', 1), layers));
        });
        expect(`${sound} ${how}`).toMatch(/^true (fine|bad-archive)$/);
      }),
      { numRuns: 5000 },
    );
  });
});
