import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageComparison } from '../../../electron/contract';
import { compareImages } from '../../../electron/core/image-tree/compare-images';
import { mergeLayers } from '../../../electron/core/image-tree/merge-layers';
import { buildTar, type TarEntry } from '../../support/tar';
import { indexOf } from '../layer-index/draw';
import { randomLayers, tarOf } from './random-layers';

type Layer = { diffId: string; tar: Uint8Array };

const image = (...layers: Layer[]) => ({
  tree: mergeLayers(layers.map(({ tar }) => indexOf(tar))),
  layers,
});
const layer = async (diffId: string, entries: TarEntry[]): Promise<Layer> => ({
  diffId,
  tar: await buildTar(entries),
});

const draw = ({ added, changed, removed }: ImageComparison): string[] =>
  [
    ...added.items.map(({ path, size }) => `+ ${path} ${size}`),
    ...changed.items.map(({ path, size, sizeBefore }) => `~ ${path} ${sizeBefore} -> ${size}`),
    ...removed.items.map(({ path, size }) => `- ${path} ${size}`),
  ].sort();

const base = layer('base', [
  { name: 'etc/hosts', content: 'localhost' },
  { name: 'lib/old.so', content: '12345' },
]);

describe('an image against one before it', () => {
  it('has what was added, changed and removed in its final file system, with bytes', async () => {
    const before = image(await base, await layer('one', [{ name: 'app/a', content: 'aaa' }]));
    const after = image(
      await base,
      await layer('two', [
        { name: 'app/a', content: 'bbbb' },
        { name: 'app/deep/b', content: 'bb' },
        { name: 'lib/.wh.old.so', content: '' },
      ]),
    );
    const compared = compareImages(after, before);
    expect(draw(compared)).toEqual(['+ app/deep/b 2', '- lib/old.so 5', '~ app/a 3 -> 4']);
    expect(compared).toMatchObject({
      sameLayers: 1,
      newLayers: 1,
      goneLayers: 1,
      added: { total: 1, bytes: 2 },
      changed: { total: 1, bytes: 4 },
      removed: { total: 1, bytes: 5 },
      permissions: 0,
      sizeBytes: 20,
      sizeBefore: 17,
    });
  });

  it('is not told apart by times, by which name of a file is the link, or by how layers are cut', async () => {
    const before = image(
      await layer('one', [
        { name: 'a', content: 'same' },
        { name: 'b', type: 'link', linkname: 'a' },
        { name: 'c', type: 'symlink', linkname: 'a' },
      ]),
    );
    const later = new Date('2025-06-01T00:00:00Z');
    const after = image(
      await layer('two', [
        { name: 'b', content: 'same', mtime: later },
        { name: 'a', type: 'link', linkname: 'b', mtime: later },
      ]),
      await layer('three', [{ name: 'c', type: 'symlink', linkname: 'a', mtime: later }]),
    );
    expect(draw(compareImages(after, before))).toEqual([]);
  });

  it('tells equal sizes, link targets, types and modes apart', async () => {
    const before = image(
      await layer('one', [
        { name: 'content', content: 'abc' },
        { name: 'link', type: 'symlink', linkname: 'x' },
        { name: 'kind/inside', content: '1' },
        { name: 'mode', content: 'm', mode: 0o644 },
        { name: 'owner', content: 'o', uid: 1 },
      ]),
    );
    const after = image(
      await layer('two', [
        { name: 'content', content: 'abd' },
        { name: 'link', type: 'symlink', linkname: 'y' },
        { name: 'kind', content: '22' },
        { name: 'mode', content: 'm', mode: 0o755 },
        { name: 'owner', content: 'o', uid: 2 },
      ]),
    );
    const compared = compareImages(after, before);
    expect(draw(compared)).toEqual(['+ kind 2', '- kind/inside 1', '~ content 3 -> 3', '~ link 0 -> 0']);
    expect(compared.permissions).toBe(2);
  });

  it('has nothing otherwise than itself, and the reverse of what the other has', () => {
    fc.assert(
      fc.property(randomLayers, randomLayers, (one, two) => {
        const [a, b] = [one, two].map((layers, at) =>
          image(...layers.map((lines, index) => ({ diffId: `${at}/${index}`, tar: tarOf(lines) }))),
        );
        if (a === undefined || b === undefined) throw new Error('two images');
        expect(draw(compareImages(a, a))).toEqual([]);
        const [there, back] = [compareImages(b, a), compareImages(a, b)];
        const paths = ({ items }: { items: { path: string }[] }) => items.map(({ path }) => path).sort();
        expect(paths(there.added)).toEqual(paths(back.removed));
        expect(paths(there.removed)).toEqual(paths(back.added));
        expect(paths(there.changed)).toEqual(paths(back.changed));
        expect(there.permissions).toBe(back.permissions);
      }),
    );
  });
});
