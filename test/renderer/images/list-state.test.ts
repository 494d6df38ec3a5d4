import { describe, expect, it } from 'vitest';
import type { ImageFacts, ImageList, ImagesChanged } from '../../../electron/contract';
import { columnsFrom } from '../../../renderer/features/images/list/image-columns';
import { leavesGap, patchList } from '../../../renderer/features/images/list/patch-list';
import { imageName } from '../../../renderer/features/images/list/reference-parts';
import {
  extendTo,
  moveLead,
  noSelection,
  retainShown,
  type Selection,
  selectAll,
  selectionTotals,
  selectOnly,
  toggleOne,
} from '../../../renderer/features/images/list/selection';
import { nextSort, sortFrom, sortImages } from '../../../renderer/features/images/list/sort-images';
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
  const order = (column: Parameters<typeof nextSort>[1], descending: boolean) =>
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

  it('turns around on the second click and starts with the largest number', () => {
    const bySize = nextSort({ column: 'repository', descending: false }, 'size');
    expect(bySize).toEqual({ column: 'size', descending: true });
    expect(nextSort(bySize, 'size')).toEqual({ column: 'size', descending: false });
    expect(nextSort(bySize, 'repository')).toEqual({ column: 'repository', descending: false });
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

describe('columns', () => {
  it('keep order, width and hiding, and put new ones in their place', () => {
    const columns = columnsFrom([
      { id: 'size', width: 100.4, hidden: false },
      { id: 'repository', width: 10, hidden: true },
      { id: 'colour', width: 90, hidden: false },
      { id: 'size', width: 80, hidden: true },
      { id: 'platform', width: 90, hidden: true },
    ]);
    expect(columns.map((column) => column.id)).toEqual([
      'size',
      'tag',
      'id',
      'repository',
      'created',
      'platform',
      'containers',
    ]);
    expect(columns[0]).toEqual({ id: 'size', width: 100, hidden: false });
    expect(columns.find((column) => column.id === 'repository')).toMatchObject({ width: 64, hidden: false });
    expect(columns.find((column) => column.id === 'platform')).toMatchObject({ width: 90, hidden: true });
  });
});

describe('selection', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  const drawn = (selection: Selection) =>
    order
      .map((one) => `${one === selection.lead ? '>' : ''}${selection.ids.has(one) ? one.toUpperCase() : one}`)
      .join(' ');

  it('takes one, adds and takes away single ones', () => {
    const two = toggleOne(selectOnly('b'), 'd');
    expect(drawn(two)).toBe('a B c >D e');
    expect(drawn(toggleOne(two, 'b'))).toBe('a >b c D e');
  });

  it('stretches from where it started, in both directions', () => {
    const down = extendTo(selectOnly('b'), order, 'd');
    expect(drawn(down)).toBe('a B C >D e');
    expect(drawn(extendTo(down, order, 'a'))).toBe('>A B c d e');
  });

  it('follows the arrows and stops at the ends', () => {
    expect(drawn(moveLead(noSelection, order, 1, false))).toBe('>A b c d e');
    expect(drawn(moveLead(noSelection, order, -1, false))).toBe('a b c d >E');
    expect(drawn(moveLead(selectOnly('d'), order, 10, false))).toBe('a b c d >E');
    expect(drawn(moveLead(selectOnly('d'), order, Number.NEGATIVE_INFINITY, false))).toBe('>A b c d e');
    expect(moveLead(noSelection, [], 1, false)).toBe(noSelection);
  });

  it('grows with Shift and shrinks again', () => {
    const three = moveLead(moveLead(selectOnly('b'), order, 1, true), order, 1, true);
    expect(drawn(three)).toBe('a B C >D e');
    expect(drawn(moveLead(three, order, -1, true))).toBe('a B >C d e');
  });

  it('takes all and keeps standing where it was', () => {
    expect(drawn(selectAll(selectOnly('c'), order))).toBe('A B >C D E');
  });

  it('never holds a row that is not shown', () => {
    const chosen = extendTo(selectOnly('b'), order, 'd');
    const left = retainShown(chosen, order, ['a', 'b', 'e']);
    expect([...left.ids]).toEqual(['b']);
    expect(left.lead).toBe('e');
    expect(retainShown(chosen, order, ['d', 'c', 'b'])).toBe(chosen);
    expect(retainShown(selectOnly('e'), order, ['a', 'b'])).toMatchObject({ lead: 'b', anchor: 'b' });
  });

  it('adds up', () => {
    const totals = selectionTotals([image('a', { sizeBytes: 5 }), image('b', { sizeBytes: 7 })]);
    expect(totals).toEqual({ count: 2, sizeBytes: 12 });
  });
});
