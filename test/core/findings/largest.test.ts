import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findDuplicates } from '../../../electron/core/findings/duplicates';
import { Largest } from '../../../electron/core/findings/largest';
import { versionTable } from '../../../electron/core/findings/version-table';
import { bytes, file, imageOf } from './made-image';

it('finds what sorting all of it would find', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (sizes, limit) => {
      const largest = new Largest(limit);
      sizes.forEach((size, item) => {
        largest.add(item, size);
      });
      const sorted = sizes
        .map((size, item) => ({ size, item }))
        .sort((a, b) => b.size - a.size || a.item - b.item);
      expect(largest.items()).toEqual(sorted.slice(0, limit).map(({ item }) => item));
      expect(largest.total).toBe(sizes.length);
      expect(largest.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
    }),
  );
});

it('finds the duplicates that comparing all contents would find', async () => {
  const contents = fc.tuple(fc.integer({ min: 1020, max: 1030 }), fc.constantFrom('a', 'b', 'c', 'd'));
  await fc.assert(
    fc.asyncProperty(fc.array(contents, { maxLength: 60 }), async (files) => {
      const { tree } = await imageOf(
        files.map(([size, seed], index) => file(`f${index}`, bytes(size, seed))),
      );
      const counts = new Map<string, number>();
      for (const [size, seed] of files) {
        if (size >= 1024) counts.set(`${size} ${seed}`, (counts.get(`${size} ${seed}`) ?? 0) + 1);
      }
      const copied = [...counts].filter(([, count]) => count > 1);
      const found = findDuplicates(tree, versionTable(tree), 100);
      expect(found.total).toBe(copied.length);
      expect(found.bytes).toBe(
        copied.reduce((sum, [key, count]) => sum + (count - 1) * Number.parseInt(key, 10), 0),
      );
      for (const { count, files: members } of found.items) expect(members).toHaveLength(Math.min(count, 20));
    }),
    { numRuns: 60 },
  );
});
