import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../electron/core/coded-error';
import { mergeLayers } from '../../../electron/core/image-tree/merge-layers';
import { decodeLayer, encodeLayer } from '../../../electron/core/layer-index/encode';
import { kind, kindOf, type LayerIndex, nodesOf } from '../../../electron/core/layer-index/layer-index';
import { seal } from '../../../electron/core/layer-index/seal';
import { base256, blocks, header, longName, member, pax } from '../../support/raw-tar';
import { randomLayers, tarOf } from '../image-tree/random-layers';
import { indexOf } from './draw';

/** Something of everything: owners, times, links, holes, damage, kept contents, long and odd names. */
const rich = indexOf(
  Buffer.concat([
    member({ name: 'etc/', type: '5', mode: 0o1777, uid: 5, gid: 6, mtime: 1_700_000_000 }),
    member({ name: 'etc/a', mode: 0o4755, uid: 2_000_000, mtime: 1_600_000_000 }, 'hello'),
    member({ name: 'etc/b', type: '2', link: '../x' }),
    member({ name: 'etc/c', type: '1', link: 'etc/a' }),
    pax({ uid: '9007199254740991', 'GNU.sparse.realsize': '9007199254740991' }),
    header({ name: 'holes', size: 600 }),
    blocks('x'.repeat(600)),
    pax({ 'GNU.sparse.realsize': '0' }),
    member({ name: 'nothing' }, 'only its map'),
    longName(Buffer.from(`${'\u00ff/'.repeat(500)}e`, 'latin1')),
    member({ name: 'e' }),
    member({ name: 'etc/.wh.gone' }),
    member({ name: 'opt/.wh..wh..opq' }),
    member({ name: '../up', type: '3' }),
    header({ name: 'cut', size: base256(2n ** 40n) }),
    Buffer.from('the beginning'),
  ]),
  (_path, size) => size < 100,
);

const broken = (run: () => unknown): string => {
  try {
    run();
    return 'fine';
  } catch (error) {
    return error instanceof CodedError ? error.appError.code : `uncoded: ${error}`;
  }
};

/** Whether every number of an index is inside its table, so that nothing that reads it can fall over. */
function isSound(layer: LayerIndex): boolean {
  for (let node = 0; node < nodesOf(layer); node += 1) {
    const isThere = kindOf(layer, node) !== kind.implied;
    const fine =
      (node === 0 ||
        ((layer.parent[node] ?? 0) < node && (layer.name[node] ?? 0) < layer.names.ends.length)) &&
      (!isThere || (layer.owner[node] ?? 0) < layer.owners.length) &&
      (layer.link[node] ?? 0) <= layer.links.ends.length;
    if (!fine) return false;
  }
  return layer.names.bytes.length === (layer.names.ends.at(-1) ?? 0);
}

describe('a stored index', () => {
  it('comes back as it was', () => {
    expect(decodeLayer(encodeLayer(rich))).toEqual(rich);
    expect(decodeLayer(gunzipSync(gzipSync(encodeLayer(rich))))).toEqual(rich);
    expect(rich.kept.length).toBeGreaterThan(1);
    expect(rich.damage.length).toBeGreaterThan(1);
  });

  it('comes back as it was, of random layers', () => {
    fc.assert(
      fc.property(randomLayers, (layers) => {
        for (const lines of layers) {
          const layer = indexOf(tarOf(lines));
          expect(decodeLayer(encodeLayer(layer))).toEqual(layer);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shares no memory with the bytes it was read from', () => {
    const bytes = Buffer.from(encodeLayer(rich));
    const layer = decodeLayer(bytes);
    bytes.fill(0);
    expect(layer).toEqual(rich);
  });

  it('is refused when any bit of it changed', () => {
    const bytes = encodeLayer(rich);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(`${bit} ${broken(() => decodeLayer(changed))}`).toBe(`${bit} bad-archive`);
    }
  });

  it('is refused when it is cut short, or goes on', () => {
    const bytes = encodeLayer(rich);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(broken(() => decodeLayer(bytes.slice(0, length)))).toBe('bad-archive');
    }
    expect(broken(() => decodeLayer(Buffer.concat([bytes, Buffer.alloc(1)])))).toBe('bad-archive');
  });

  it('is refused or sound with any byte changed under a right checksum', () => {
    const bytes = encodeLayer(rich);
    for (let at = 12; at < bytes.length; at += 1) {
      for (const byte of [0, 1, 2, 0x7f, 0xff, (bytes[at] ?? 0) + 1]) {
        const changed = bytes.slice();
        changed[at] = byte;
        let sound = true;
        const outcome = broken(() => {
          sound = isSound(decodeLayer(seal(changed, 'LYix', 1)));
        });
        expect(`${at} ${byte} ${sound} ${outcome}`).toMatch(/true (fine|bad-archive)$/);
      }
    }
  });

  it('is refused or sound, whatever its numbers say under a right checksum', () => {
    const bytes = encodeLayer(rich);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 12, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer({ min: 12, max: bytes.length * 4 }),
        (changes, length) => {
          const changed = bytes.slice(0, Math.min(length, bytes.length));
          for (const [at, byte] of changes) if (at < changed.length) changed[at] = byte;
          seal(changed, 'LYix', 1);
          let layer: LayerIndex | null = null;
          const outcome = broken(() => {
            layer = decodeLayer(changed);
          });
          if (layer === null) expect(outcome).toBe('bad-archive');
          else {
            expect(isSound(layer)).toBe(true);
            mergeLayers([layer, rich, layer]);
          }
        },
      ),
      { numRuns: 5000 },
    );
  });
});
