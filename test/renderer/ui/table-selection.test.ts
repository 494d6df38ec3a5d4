import { describe, expect, it } from 'vitest';
import { commandOfKey } from '../../../renderer/ui/table-keys';
import {
  emptySelection,
  modeOfClick,
  select,
  selectAll,
  type TableSelection,
  withoutGone,
} from '../../../renderer/ui/table-selection';

const order = ['a', 'b', 'c', 'd', 'e'];
const keys = (selection: TableSelection) => [...selection.keys].sort().join('');
const press = (key: string, held: { shift?: boolean; ctrl?: boolean; alt?: boolean } = {}) => ({
  key,
  shiftKey: held.shift ?? false,
  ctrlKey: held.ctrl ?? false,
  metaKey: false,
  altKey: held.alt ?? false,
});

describe('choosing rows', () => {
  const onB = select(emptySelection, 'b', 'only', order);

  it('chooses one', () => {
    expect(keys(onB)).toBe('b');
    expect(keys(select(onB, 'd', 'only', order))).toBe('d');
  });

  it('extends from where it began, in both directions', () => {
    const down = select(onB, 'd', 'range', order);
    expect(keys(down)).toBe('bcd');
    expect(keys(select(down, 'a', 'range', order))).toBe('ab');
  });

  it('adds and takes out', () => {
    const two = select(onB, 'd', 'toggle', order);
    expect(keys(two)).toBe('bd');
    expect(keys(select(two, 'b', 'toggle', order))).toBe('d');
  });

  it('moves without choosing', () => {
    const moved = select(onB, 'e', 'move', order);
    expect(keys(moved)).toBe('b');
    expect(moved.current).toBe('e');
  });

  it('extends from the row itself when the anchor is gone', () => {
    expect(keys(select({ ...onB, anchor: 'gone' }, 'd', 'range', order))).toBe('d');
  });

  it('forgets rows that are gone and is the same object when none is', () => {
    const all = selectAll(onB, order);
    expect(withoutGone(all, new Set(order))).toBe(all);
    const left = withoutGone(all, new Set(['a', 'c']));
    expect(keys(left)).toBe('ac');
    expect(left.current).toBeNull();
  });

  it('reads modifier keys as desktops do', () => {
    expect(modeOfClick({ shiftKey: false, ctrlKey: false, metaKey: false })).toBe('only');
    expect(modeOfClick({ shiftKey: false, ctrlKey: true, metaKey: false })).toBe('toggle');
    expect(modeOfClick({ shiftKey: false, ctrlKey: false, metaKey: true })).toBe('toggle');
    expect(modeOfClick({ shiftKey: true, ctrlKey: true, metaKey: false })).toBe('range');
  });
});

describe('keys on a row', () => {
  const go = (index: number, mode: string) => ({ kind: 'go', index, mode });

  it.each([
    [press('ArrowDown'), go(3, 'only')],
    [press('ArrowUp', { shift: true }), go(1, 'range')],
    [press('ArrowUp', { ctrl: true }), go(1, 'move')],
    [press('Home'), go(0, 'only')],
    [press('End', { shift: true }), go(9, 'range')],
    [press('PageDown'), go(6, 'only')],
    [press('PageUp'), go(0, 'only')],
    [press(' '), go(2, 'toggle')],
    [press('Enter'), { kind: 'open' }],
    [press('a', { ctrl: true }), { kind: 'all' }],
    [press('Escape'), { kind: 'none' }],
  ])('%o', (key, command) => {
    expect(commandOfKey(key, 2, 10, 4)).toEqual(command);
  });

  it('leaves other keys alone', () => {
    expect(commandOfKey(press('a'), 2, 10, 4)).toBeNull();
    expect(commandOfKey(press('Enter', { ctrl: true }), 2, 10, 4)).toBeNull();
    expect(commandOfKey(press('ArrowDown', { alt: true }), 2, 10, 4)).toBeNull();
  });

  it('stops at both ends', () => {
    expect(commandOfKey(press('ArrowDown'), 9, 10, 4)).toEqual(go(9, 'only'));
    expect(commandOfKey(press('ArrowUp'), 0, 10, 4)).toEqual(go(0, 'only'));
  });
});
