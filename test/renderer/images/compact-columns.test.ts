import { describe, expect, it } from 'vitest';
import { compactColumns, withoutCompacting } from '../../../renderer/features/images/list/compact-columns';
import type { Column, ColumnState } from '../../../renderer/ui/table-columns';

const columns: Column<string>[] = [
  ['repository', 200],
  ['tag', 200],
  ['id', 130],
  ['platform', 110],
  ['created', 110],
  ['size', 90],
  ['containers', 90],
].map(([id, width]) => ({ id: String(id), title: String(id), width: Number(width), render: () => null }));

const own: ColumnState[] = columns.map(({ id, width }) => ({ id, width, hidden: false }));

/** Shown columns with their widths, as one line. */
const drawn = (state: readonly ColumnState[]) =>
  state.flatMap(({ id, width, hidden }) => (hidden ? [] : [`${id} ${width}`])).join(', ');

describe('columns of a list that has become narrow', () => {
  it('are all there while there is room', () => {
    expect(compactColumns(columns, own, 2_000)).toEqual(own);
  });

  it('shrink names before anything is left out', () => {
    expect(drawn(compactColumns(columns, own, 896))).toBe(
      'repository 168, tag 152, id 130, platform 110, created 110, size 90, containers 90',
    );
  });

  it('leave out what the details say as well', () => {
    expect(drawn(compactColumns(columns, own, 640))).toBe(
      'repository 161, tag 142, created 110, size 90, containers 90',
    );
    expect(drawn(compactColumns(columns, own, 500))).toBe('repository 141, tag 112, created 110, size 90');
    expect(drawn(compactColumns(columns, own, 420))).toBe('repository 153, tag 130, size 90');
  });

  it('do not change what the person set when one of them is resized', () => {
    const compact = compactColumns(columns, own, 560);
    const resized = compact.map((column) => (column.id === 'size' ? { ...column, width: 120 } : column));
    const kept = withoutCompacting(resized, compact, own);
    expect(kept).toEqual(own.map((column) => (column.id === 'size' ? { ...column, width: 120 } : column)));
  });
});
