import { expect, test } from 'vitest';
import { RowSlots } from '../../../renderer/ui/row-slots';

const placed = (keys: string, from = 0) => [...keys].map((key, i) => ({ index: from + i, key }));

test('a filter that exchanges all rows fills what was drawn anew', () => {
  const slots = new RowSlots();
  const before = slots.of(placed('abcd'));
  expect(slots.of(placed('wxyz'))).toEqual(before);
});

test('a row that stays keeps its number, wherever it goes', () => {
  const slots = new RowSlots();
  const [, second] = slots.of(placed('abcd'));
  expect(slots.of(placed('bxyz'))[0]).toBe(second);
});

test('scrolling numbers only the rows that come, and keeps the order of the others', () => {
  const slots = new RowSlots();
  const before = slots.of(placed('abcd', 10));
  const down = slots.of(placed('cdef', 12));
  expect(down.slice(0, 2)).toEqual(before.slice(2));
  expect(before).not.toContain(down[2]);
  const up = slots.of(placed('abcd', 10));
  expect(up.slice(2)).toEqual(down.slice(0, 2));
});

test('no two rows have one number, and asking twice changes nothing', () => {
  const slots = new RowSlots();
  slots.of(placed('abcdef'));
  const mixed = slots.of(placed('fxbyaz'));
  expect(new Set(mixed).size).toBe(6);
  expect(slots.of(placed('fxbyaz'))).toEqual(mixed);
});
