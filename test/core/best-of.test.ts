import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestOf } from '../../electron/core/best-of';

interface Item {
  weight: number;
  at: number;
}

const byWeight = (a: Item, b: Item) => a.weight - b.weight;

it('answers what sorting would put first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.nat(6), (weights, count) => {
      const items = weights.map((weight, at) => ({ weight, at }));
      expect(bestOf(items, count, byWeight)).toEqual([...items].sort(byWeight).slice(0, count));
    }),
  );
});

it('compares few of many: each but the first with one other', () => {
  let compared = 0;
  const items = Array.from({ length: 1_000 }, (_, at) => ({ weight: 1, at }));
  bestOf(items, 8, (a, b) => {
    compared += 1;
    return byWeight(a, b);
  });
  expect(compared).toBeLessThan(1_050);
});
