import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../electron/core/coded-error';
import { mergeLayers } from '../../../electron/core/image-tree/merge-layers';
import { decodeLayer, encodeLayer } from '../../../electron/core/layer-index/encode';
import { type LayerIndex, nodesOf } from '../../../electron/core/layer-index/layer-index';
import { LayerIndexer } from '../../../electron/core/layer-index/layer-indexer';
import {
  base256,
  blocks,
  ending,
  header,
  longLink,
  longName,
  member,
  pax,
  paxRecord,
} from '../../support/raw-tar';
import { damageOf, indexOf, pathOf } from './draw';

const sparse = { 482: Buffer.from([1]), 483: base256(10n * 2n ** 30n) };

/** Something of everything that a walker knows. */
const sample = Buffer.concat([
  member({ name: './', type: '5' }),
  member({ name: './etc/', type: '5', mode: 0o1777 }),
  member({ name: './etc/passwd', uid: 3, mtime: 1_700_000_000 }, 'root:x:0:0'),
  pax({ path: `${'deep/'.repeat(60)}file`, size: '700', mtime: '1.5', 'SCHILY.xattr.a': 'b' }),
  header({ name: 'short' }),
  blocks('y'.repeat(700)),
  pax({ gid: '7' }, 'g'),
  longLink('l'.repeat(300)),
  longName('n'.repeat(300)),
  member({ name: 'n', type: '2', format: 'gnu' }),
  header({ name: 'holes', type: 'S', size: 20, format: 'gnu', more: sparse }),
  Buffer.alloc(512),
  blocks('x'.repeat(20)),
  member({ name: 'etc/.wh.old' }),
  member({ name: 'opt/.wh..wh..opq', type: '1', link: 'stray' }),
  member({ name: 'etc/shadow', type: '1', link: 'etc/passwd' }),
  member({ name: 'etc', prefix: 'usr/local' }, 'z'.repeat(1300)),
  ending,
]);
const below = indexOf(sample);

function index(tar: Uint8Array, piece: number): LayerIndex {
  const indexer = new LayerIndexer((_path, size) => size < 2000);
  for (let at = 0; at < tar.length; at += piece) indexer.push(tar, at, Math.min(at + piece, tar.length));
  return indexer.finish();
}

/** Reads a tar as an image would be read, stored and opened again; only coded errors may come. */
function exercise(tar: Uint8Array, piece: number): void {
  try {
    const layer = index(tar, piece);
    expect(nodesOf(layer)).toBeLessThanOrEqual(tar.length + 1);
    expect(layer.sizeBytes - layer.replacedBytes).toBeGreaterThanOrEqual(0);
    const stored = encodeLayer(layer);
    expect(Buffer.compare(encodeLayer(decodeLayer(stored)), stored)).toBe(0);
    expect(mergeLayers([below, layer, below]).layers).toHaveLength(3);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
  }
}

const flips = fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });

describe('a damaged tar', () => {
  it('never makes anything but an index or a coded error, whichever bytes are wrong', () => {
    fc.assert(
      fc.property(flips, fc.integer({ min: 1, max: 3000 }), (changes, piece) => {
        const changed = Buffer.from(sample);
        for (const [at, byte] of changes) changed[at] = byte;
        exercise(changed, piece);
      }),
      { numRuns: 2000 },
    );
  });

  it('nor when headers are valid and say what is not so', () => {
    const fields = fc.tuple(
      fc.constantFrom(...'01234567xgLKSXVD'.split('')),
      fc.bigInt({ min: 0n, max: 2n ** 64n }),
      fc.nat(5000),
      fc.constantFrom(
        'a',
        'a/b',
        '.',
        '..',
        '',
        '/',
        '.wh.a',
        '.wh..wh..opq',
        'a/../..',
        '.wh.',
        '.wh..wh.x/y',
      ),
      fc.boolean(),
    );
    const parts = fc.array(fields, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parts, (all) => {
        const tar = all.map(([type, huge, size, name, isHuge]) =>
          Buffer.concat([
            header({
              name,
              type,
              size: isHuge ? base256(huge) : size,
              link: name,
              more: isHuge ? sparse : {},
            }),
            blocks(
              paxRecord('path', name)
                .toString()
                .repeat(Math.ceil(size / 100))
                .slice(0, size),
            ),
          ]),
        );
        exercise(Buffer.concat(tar), 777);
      }),
      { numRuns: 2000, examples: [[[['S', 0n, 1, 'a', false]]]] },
    );
  });

  it('nor when it is cut off anywhere', () => {
    for (let length = 0; length < sample.length; length += 97) exercise(sample.subarray(0, length), 1000);
    expect(damageOf(index(sample.subarray(0, 2100), 1000))).toEqual(['truncated @2100']);
  });

  it('keeps what is sound around the damage', () => {
    const changed = Buffer.from(sample);
    changed.fill(0x55, 1024, 1536);
    const layer = index(changed, 4096);
    expect(damageOf(layer)).toEqual(['broken-header @1024']);
    expect(layer.entries).toBe(below.entries - 1);
  });
});

describe('too much of something', () => {
  it('is no loop and no stack: a path of 8,000 folders, removed by the next layer', () => {
    const path = `${'d/'.repeat(7999)}f`;
    const deep = indexOf(Buffer.concat([longName(path), member({ name: 'short' }, 'hello')]));
    expect(pathOf(deep, 8000)).toBe(path);
    const removed = indexOf(member({ name: '.wh.d' }));
    const { figures } = mergeLayers([deep, removed]);
    expect([figures.visibleFiles, figures.leakedBytes, figures.diveWastedBytes]).toEqual([0, 5, 0]);
  });

  it('is read: 200,000 tiny members in a folder, emptied and filled again', () => {
    const indexer = new LayerIndexer();
    for (let number = 0; number < 200_000; number += 500) {
      const files = Array.from({ length: 500 }, (_, index) => header({ name: `many/${number + index}` }));
      indexer.push(Buffer.concat(files));
    }
    const many = indexer.finish();
    const empty = indexOf(member({ name: 'many/.wh..wh..opq' }));
    expect([many.entries, nodesOf(many)]).toEqual([200_000, 200_002]);
    expect(mergeLayers([many, empty, many]).figures.visibleFiles).toBe(200_000);
  });

  it('is passed over: extended headers without end', () => {
    const records = Buffer.concat(Array.from({ length: 50_000 }, (_, index) => paxRecord(`k${index}`, 'v')));
    const indexer = new LayerIndexer();
    for (let count = 0; count < 20; count += 1) {
      indexer.push(member({ name: 'x', type: 'x' }, records));
      indexer.push(member({ name: 'x', type: 'L' }, Buffer.alloc(2 ** 20, 0x61)));
    }
    indexer.push(member({ name: 'file' }));
    const layer = indexer.finish();
    expect([nodesOf(layer), damageOf(layer)]).toEqual([1, [expect.stringMatching('^path-too-long @')]]);
  });

  it('is refused: layers without end', () => {
    const layers = Array.from({ length: 1025 }, () => below);
    expect(() => mergeLayers(layers)).toThrow(/bad-archive: 1025 layers/);
  });
});
