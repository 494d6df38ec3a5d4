import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fingerprint } from '../../../electron/core/layer-index/fingerprint';

function fingerprint(content: Uint8Array, cuts: number[] = [], shift = 0): number {
  const moved = new Uint8Array(content.length + shift);
  moved.set(content, shift);
  const made = new Fingerprint();
  made.reset(content.length);
  const places = [...cuts.map((cut) => cut % (content.length + 1)).sort((a, b) => a - b), content.length];
  let from = 0;
  for (const to of places) {
    made.add(moved, shift + from, shift + to);
    from = to;
  }
  return made.digest();
}

const random = (length: number) =>
  Uint8Array.from({ length }, (_, index) => Math.imul(index ^ 77, 2654435761) >>> 13);

describe('a fingerprint', () => {
  it.each([0, 1, 15, 16, 17, 1024, 8192, 8193, 10_000, 70_001])(
    'of %i bytes is the same however they are cut and wherever they lie',
    (length) => {
      const content = random(length);
      const expected = fingerprint(content);
      fc.assert(
        fc.property(fc.array(fc.nat(length + 5), { maxLength: 6 }), fc.nat(7), (cuts, shift) => {
          expect(fingerprint(content, cuts, shift)).toBe(expected);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('up to 8 KiB depends on every bit', () => {
    const content = random(8192);
    const seen = new Set([fingerprint(content)]);
    for (let at = 0; at < content.length; at += 7) {
      content[at] = (content[at] ?? 0) ^ (1 << (at & 7));
      seen.add(fingerprint(content));
    }
    expect(seen.size).toBe(1172);
  });

  it('of more depends on the beginning, and on every longer stretch up to the end', () => {
    const content = random(100_000);
    const before = fingerprint(content);
    for (const [from, to] of [
      [1000, 1001],
      [50_000, 50_113],
      [99_870, 99_999],
    ] as const) {
      const changed = content.slice();
      changed.fill(0, from, to);
      expect(fingerprint(changed)).not.toBe(before);
    }
  });

  it('tells lengths apart, also of nothing but zeros', () => {
    const all = [0, 1, 4, 16, 17, 9000, 9001].map((length) => fingerprint(new Uint8Array(length)));
    expect(new Set(all).size).toBe(all.length);
  });

  it('has few collisions among contents that differ little', () => {
    const all = Array.from({ length: 20_000 }, (_, index) =>
      fingerprint(Buffer.from(`version = 1.0.${index}\n`)),
    );
    expect(new Set(all).size).toBeGreaterThan(19_990);
  });
});
