import { describe, expect, it } from 'vitest';
import { buildHistory } from '../../../electron/core/history';
import { entries, image, nop } from './draw';

const base = entries(
  { by: '/bin/sh -c #(nop) ADD file:00 in / ', size: 9, at: 1_000 },
  { by: nop('CMD ["bash"]'), at: 1_001 },
);
const own = entries(
  { by: nop('ENV A=1'), at: 5_000 },
  { by: '/bin/sh -c make', size: 3, at: 5_010 },
  { by: nop('CMD ["x"]'), at: 5_011 },
);
const all = [...base, ...own];

/** `^` for an inherited step, `.` for an own one. */
function draw(
  layers: number,
  steps: typeof all,
  inheritedLayers: number,
  baseHistory: typeof all = [],
): string {
  const newestFirst = (history: typeof all) => [...history].reverse();
  const built = buildHistory(image(layers), newestFirst(steps), inheritedLayers, newestFirst(baseHistory));
  return built.steps.map(({ inherited }) => (inherited ? '^' : '.')).join('');
}

describe('inherited steps', () => {
  it('are none without a base', () => {
    expect(draw(2, all, 0)).toBe('.....');
  });

  it('are exactly those of the base whose history is known', () => {
    expect(draw(2, all, 1, base)).toBe('^^...');
    expect(draw(2, all, 1, all.slice(0, 3))).toBe('^^^..');
    // Nothing but metadata on top: the layers alone would not tell.
    expect(draw(1, [...base, ...entries(nop('ENV B=1'))], 1, base)).toBe('^^.');
  });

  it('are told by their time when the base has no history at hand', () => {
    expect(draw(2, all, 1)).toBe('^^...');
    // BuildKit gives the metadata before its first layer the time of that layer.
    expect(draw(2, [...base, ...entries({ by: nop('ENV A=1'), at: 5_010 }), ...own.slice(1)], 1)).toBe(
      '^^...',
    );
    expect(draw(1, [...base, ...entries({ by: nop('ENV A=1'), at: 5_000 })], 1)).toBe('^^.');
  });

  it('are told by their time when the history at hand is another one', () => {
    const other = entries({ by: '/bin/sh -c #(nop) ADD file:11 in / ', size: 9, at: 1_000 });
    expect(draw(2, all, 1, other)).toBe('^^...');
  });

  it('are all when the base has the same history', () => {
    expect(draw(1, base, 1, base)).toBe('^^');
  });

  it('are none where steps could not be matched with layers', () => {
    expect(draw(7, all, 3)).toBe('.....');
  });
});
