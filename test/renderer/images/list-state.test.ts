import { describe, expect, it } from 'vitest';
import type { ImageFacts, ImageList, ImagesChanged } from '../../../electron/contract';
import { leavesGap, patchList } from '../../../renderer/features/images/list/patch-list';
import { imageName } from '../../../renderer/features/images/list/reference-parts';
import { retainShown, totalsOf } from '../../../renderer/features/images/list/selection';
import { type ImageColumnId, sortFrom, sortImages } from '../../../renderer/features/images/list/sort-images';
import type { TableSelection } from '../../../renderer/ui/table-selection';
import { id, image, manyImages } from './samples';

const here = 'aaaaaaaaaaaa';
const list: ImageList = {
  engineId: here,
  revision: 5,
  stale: true,
  listedAt: 1,
  images: [image('a'), image('b'), image('c')],
};

function patch(parts: Partial<ImagesChanged>): ImagesChanged {
  return {
    engineId: here,
    revision: 6,
    complete: false,
    upserted: [],
    removed: [],
    stale: false,
    listedAt: 2,
    ...parts,
  };
}

const idsOf = (patched: ImageList) => patched.images.map((one) => one.id);

describe('patches of the image list', () => {
  it('change, add and remove images, and say how fresh the list is', () => {
    const changed = image('b', { references: ['b:1'] });
    const patched = patchList(list, patch({ upserted: [changed, image('d')], removed: [id('a')] }));
    expect(idsOf(patched)).toEqual([id('b'), id('c'), id('d')]);
    expect(patched.images[0]).toBe(changed);
    expect(patched).toMatchObject({ revision: 6, stale: false, listedAt: 2 });
  });

  it('replace everything when they are complete', () => {
    const patched = patchList(list, patch({ complete: true, revision: 90, upserted: [image('z')] }));
    expect(idsOf(patched)).toEqual([id('z')]);
  });

  it('of another engine are not for this list', () => {
    expect(patchList(list, patch({ engineId: 'bbbbbbbbbbbb', complete: true }))).toBe(list);
  });

  it.each([4, 5])('that are not newer are dropped: revision %i on 5', (revision) => {
    expect(patchList(list, patch({ revision, removed: [id('a')] }))).toBe(list);
  });

  it('keep the images themselves when only freshness changed', () => {
    expect(patchList(list, patch({})).images).toBe(list.images);
  });

  it('show a gap when one before them was never seen', () => {
    expect(leavesGap(list, patch({ revision: 7 }))).toBe(true);
    expect(leavesGap(list, patch({ revision: 6 }))).toBe(false);
    expect(leavesGap(list, patch({ revision: 9, complete: true }))).toBe(false);
    expect(leavesGap(list, patch({ revision: 9, engineId: 'bbbbbbbbbbbb' }))).toBe(false);
  });
});

describe('sorting', () => {
  const images = [
    image('1', { references: ['web:1.27'], created: 3, sizeBytes: 10 }),
    image('2', { references: ['web:1.9'], created: 1, sizeBytes: 30, containers: 2 }),
    image('3', { created: 2, sizeBytes: 20 }),
    image('4', { references: ['app:2'], created: 2, sizeBytes: 20 }),
  ];
  const facts = new Map<string, ImageFacts>([
    [id('1'), { platform: 'linux/arm64', layers: 1, sharedWith: 0 }],
    [id('2'), { platform: 'linux/amd64', layers: 1, sharedWith: 0 }],
  ]);
  const order = (column: ImageColumnId, descending: boolean) =>
    sortImages(images, { column, descending }, facts).map((one) => one.id[7]);

  it.each([
    ['repository', false, '4213'],
    ['repository', true, '1243'],
    ['tag', false, '2143'],
    ['created', true, '1432'],
    ['size', true, '2431'],
    ['containers', true, '2413'],
    ['platform', false, '2143'],
    ['platform', true, '1243'],
    ['id', true, '4321'],
  ] as const)('by %s, descending %s', (column, descending, expected) => {
    expect(order(column, descending).join('')).toBe(expected);
  });

  it('falls back to the newest first when the settings name an unknown column', () => {
    expect(sortFrom({ column: 'colour', descending: false })).toEqual({
      column: 'created',
      descending: true,
    });
  });

  it('keeps all of 10,000 images', () => {
    const many = manyImages(10_000);
    const sorted = sortImages(many, { column: 'repository', descending: false }, new Map());
    expect(new Set(sorted).size).toBe(10_000);
    expect(imageName(sorted[0] ?? image('0'))).toMatch(/^busybox:/);
    expect(sorted.slice(-1_000).every(({ references }) => references.length === 0)).toBe(true);
  });
});

describe('selection', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  const chosen: TableSelection = { keys: new Set(['b', 'c', 'd']), anchor: 'b', current: 'd' };

  it('never holds a row that is not shown, and stands on the next one that is', () => {
    const left = retainShown(chosen, order, ['a', 'b', 'e']);
    expect([...left.keys]).toEqual(['b']);
    expect(left).toMatchObject({ current: 'e', anchor: 'b' });
  });

  it('stands on the last row when the end of the list is gone', () => {
    const left = retainShown({ keys: new Set(['e']), anchor: 'e', current: 'e' }, order, ['a', 'b']);
    expect(left).toEqual({ keys: new Set(), current: 'b', anchor: 'b' });
  });

  it('is the same when nothing of it is gone', () => {
    expect(retainShown(chosen, order, ['d', 'c', 'b'])).toBe(chosen);
  });

  it('adds up', () => {
    const totals = totalsOf([image('a', { sizeBytes: 5 }), image('b', { sizeBytes: 7 })]);
    expect(totals).toEqual({ count: 2, sizeBytes: 12 });
  });
});
