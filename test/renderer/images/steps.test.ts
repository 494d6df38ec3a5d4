import { describe, expect, it } from 'vitest';
import type { HistoryStep, ImageDetails, ImageHistory } from '../../../electron/contract';
import { countSteps, groupSteps, stepText } from '../../../renderer/features/history/step-groups';
import { blockHeight, type LayerGroup, stackOf } from '../../../renderer/features/layers/layer-stack';
import { details, history, images, steps } from '../support/sample-images';

const [shop] = images;
if (!shop) throw new Error('there are no sample images');
const shopDetails: ImageDetails = details(shop);
const shopHistory: ImageHistory = history(shop);

describe('steps of a history', () => {
  it('are parted where the base image ends', () => {
    const groups = groupSteps(steps).map(({ inherited, steps: some }) => [inherited, some.length]);
    expect(groups).toEqual([
      [true, 4],
      [false, 7],
    ]);
  });

  it('are counted by whether they hold files', () => {
    expect(countSteps(steps)).toEqual({ layers: 6, settings: 5 });
  });

  it('are copied as a Dockerfile would say them', () => {
    const copied = (index: number) => stepText(steps[index] as HistoryStep);
    expect(copied(6)).toBe('RUN npm ci --omit=dev');
    expect(copied(8)).toBe('/bin/bash');
  });
});

describe('the stack of layers', () => {
  const drawn = (groups: LayerGroup[]) =>
    groups.map(
      ({ kind, blocks }) =>
        `${kind}: ${blocks.map(({ number, unaudited }) => `${number}${unaudited ? '!' : ''}`).join(' ')}`,
    );

  it('lies with its base below, told apart from what the image added', () => {
    const groups = stackOf(shopDetails, shopHistory);
    expect(drawn(groups)).toEqual(['own: 6! 5 4 3', 'base: 2 1']);
    expect(groups.map(({ sizeBytes }) => sizeBytes)).toEqual([69_514_000, 243_000_000]);
    expect(groups[0]?.blocks[1]).toMatchObject({ sizeBytes: 61_400_000, sharedWith: 0 });
    expect(groups[1]?.blocks[1]).toMatchObject({ sizeBytes: 74_800_000, sharedWith: 4 });
  });

  it('is all its own without a base that is known', () => {
    expect(drawn(stackOf({ ...shopDetails, system: { kind: 'base' } }, shopHistory))).toEqual([
      'own: 6! 5 4 3 2 1',
    ]);
  });

  it('claims no size or command when history and layers do not fit', () => {
    const groups = stackOf(shopDetails, { ...shopHistory, alignment: 'unknown' });
    const blocks = groups.flatMap((group) => group.blocks);
    expect(
      blocks.every(({ sizeBytes, step, unaudited }) => sizeBytes === null && step === null && !unaudited),
    ).toBe(true);
    expect(groups.map(({ sizeBytes }) => sizeBytes)).toEqual([null, null]);
  });

  it('is empty for an image without layers', () => {
    expect(
      stackOf({ ...shopDetails, layers: [], chain: [], system: { kind: 'empty' } }, shopHistory),
    ).toEqual([]);
  });

  it('has thicker slabs for larger layers, and room to read in the smallest', () => {
    const heights = [0, 1_000, 500_000_000, 1_000_000_000].map((size) => blockHeight(size, 1_000_000_000));
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(heights[0]).toBeGreaterThan(40);
    expect(blockHeight(null, 5)).toBe(heights[0]);
  });
});
