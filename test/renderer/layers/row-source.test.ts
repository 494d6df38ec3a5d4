import { describe, expect, it } from 'vitest';
import type { TreeOutline, TreeRow, TreeView } from '../../../electron/contract';
import { ApiError } from '../../../renderer/api/api-error';
import { RowSource } from '../../../renderer/features/layers/files/row-source';

const view = (to: number): TreeView => ({
  treeId: 'tree',
  from: 0,
  to,
  filter: null,
  sort: { column: 'name', descending: false },
  shape: 'tree',
  open: [],
});

function row(index: number): TreeRow {
  return { node: index, name: `row ${String(index).padStart(6, '0')}` } as TreeRow;
}

/** Main with a tree of `count` rows; `outlines` are answered when the test says so. */
function main(count: number) {
  const asked = { outlines: [] as TreeView[], rows: [] as number[] };
  const waiting: (() => void)[] = [];
  let forgotten = new Set<string>();
  const source = new RowSource({
    outline: async (wanted) => {
      asked.outlines.push(wanted);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { outlineId: `outline ${asked.outlines.length}`, rows: count, files: count, bytes: 0 };
    },
    rows: async (_treeId, outlineId, start, wanted) => {
      asked.rows.push(start);
      if (forgotten.has(outlineId)) {
        throw new ApiError({ code: 'not-found', params: {}, detail: '', next: [] });
      }
      return Array.from({ length: Math.min(wanted, count - start) }, (_, index) => row(start + index));
    },
    locate: async () => ({ row: 7, parents: [] }),
  });
  return {
    source,
    asked,
    answer: () => waiting.shift()?.(),
    forget: (outline: TreeOutline) => {
      forgotten = new Set([outline.outlineId]);
    },
  };
}

/** Until all that was promised has been kept. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

async function shown(count: number) {
  const tree = main(count);
  const done = tree.source.show(view(0));
  tree.answer();
  await done;
  return tree;
}

describe('the rows of a tree', () => {
  it('skips views that were asked for while another was on its way, but for the last', async () => {
    const { source, asked, answer } = main(10);
    const seen = new Set<number | undefined>();
    source.subscribe(() => seen.add(source.shown().view?.to));
    const done = source.show(view(0));
    void source.show(view(1));
    void source.show(view(2));
    answer();
    await settled();
    answer();
    await done;
    expect(asked.outlines.map(({ to }) => to)).toEqual([0, 2]);
    // Nothing stood on screen that had been overtaken.
    expect([...seen]).toEqual([2]);
    expect(source.shown().waiting).toBe(false);
  });

  it('keeps what is shown until the first rows of the next view are here', async () => {
    const { source, answer } = await shown(10);
    const done = source.show(view(1));
    expect(source.shown().view?.to).toBe(0);
    expect(source.shown().rows.size).toBe(10);
    expect(source.shown().waiting).toBe(true);
    answer();
    await done;
    expect(source.shown().view?.to).toBe(1);
  });

  it('asks for each stretch once, and only for what is in sight', async () => {
    const { source, asked } = await shown(100_000);
    asked.rows.length = 0;
    source.want(50_000, 50_040);
    source.want(50_010, 50_050);
    await settled();
    expect(asked.rows).toEqual([50_000]);
    expect(source.shown().rows.get(50_039)?.node).toBe(50_039);
  });

  it('does not keep everything that was ever scrolled past, and reads it again when it comes back', async () => {
    const { source } = await shown(100_000);
    for (let start = 0; start < 60_000; start += 200) {
      source.want(start, start + 200);
      await settled();
    }
    expect(source.shown().rows.size).toBeLessThan(10_000);
    expect(source.shown().rows.has(59_999)).toBe(true);
    expect(source.shown().rows.has(100)).toBe(false);
    source.want(100, 140);
    await settled();
    expect(source.shown().rows.get(100)?.node).toBe(100);
  });

  it('asks for the view again when main has forgotten its rows', async () => {
    const { source, asked, answer, forget } = await shown(1_000);
    const { outline } = source.shown();
    if (!outline) throw new Error('nothing is shown');
    forget(outline);
    source.want(900, 940);
    await settled();
    answer();
    await settled();
    expect(asked.outlines).toHaveLength(2);
    expect(source.shown().error).toBeNull();
    source.want(900, 940);
    await settled();
    expect(source.shown().rows.get(920)?.node).toBe(920);
  });

  it('seeks by first letters from a row on and around the end', async () => {
    const { source } = await shown(3_000);
    expect(await source.seek('ROW 0029', 10)).toBe(2_900);
    expect(await source.seek('row 000005', 10)).toBe(5);
    expect(await source.seek('nobody', 10)).toBeNull();
  });
});
