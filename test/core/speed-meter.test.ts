import { describe, expect, it } from 'vitest';
import { SpeedMeter } from '../../electron/core/speed-meter';

const SECOND = 1_000;

interface Reading {
  speed: number | null;
  remaining: number | null;
}

/** Feeds bytes as they have arrived at each moment and reads the meter every `readEvery` milliseconds. */
function transfer(
  seconds: number,
  total: number | null,
  bytesAt: (millisecond: number) => number,
  { sampleEvery = 100, readEvery = 100 } = {},
): Reading[] {
  const meter = new SpeedMeter();
  const readings: Reading[] = [];
  for (let now = 0; now <= seconds * SECOND; now += 50) {
    if (now % sampleEvery === 0) meter.sample(now, Math.min(bytesAt(now), total ?? Infinity), total);
    if (now % readEvery === 0) readings.push({ speed: meter.speed(now), remaining: meter.remaining(now) });
  }
  return readings;
}

/** The largest change from one reading to the next, as a part of the former; times run down by themselves. */
function largestJump(values: number[], perReading = 0): number {
  const jumps = values.slice(1).map((value, i) => {
    const before = values[i] ?? 0;
    return Math.abs(value - (before - perReading)) / Math.max(before, 1);
  });
  return Math.max(...jumps);
}

const numbers = (values: (number | null)[]) => values.filter((value): value is number => value !== null);

describe('speed', () => {
  it('is unknown in the first second and exact for an even transfer', () => {
    const readings = transfer(20, null, (now) => now * 1_000);
    expect(readings.slice(0, 10).every(({ speed }) => speed === null)).toBe(true);
    for (const speed of numbers(readings.map((reading) => reading.speed)))
      expect(speed).toBeCloseTo(1_000_000, 3);
  });

  it('stays calm when bytes come in bursts', () => {
    const bursts = (now: number) => Math.floor(now / SECOND) * 1_000_000;
    const speeds = numbers(transfer(60, null, bursts).map(({ speed }) => speed)).slice(80);
    expect(largestJump(speeds)).toBeLessThan(0.15);
    expect(Math.min(...speeds)).toBeGreaterThan(850_000);
    expect(Math.max(...speeds)).toBeLessThan(1_150_000);
  });

  it('follows a lasting change within ten seconds, without a jump', () => {
    const slower = (now: number) =>
      now < 20 * SECOND ? now * 1_000 : 20_000_000 + (now - 20 * SECOND) * 100;
    const speeds = numbers(transfer(40, null, slower).map(({ speed }) => speed));
    expect(speeds.at(-1)).toBeCloseTo(100_000, 0);
    expect(speeds[290]).toBeCloseTo(100_000, 0);
    expect(largestJump(speeds.slice(0, 250))).toBeLessThan(0.05);
  });

  it('falls to nothing in a stall, step by step', () => {
    const meter = new SpeedMeter();
    for (let now = 0; now <= 10 * SECOND; now += 100) meter.sample(now, now * 1_000, null);
    const at = (second: number) => Math.round(meter.speed(second * SECOND) ?? -1);
    expect([10, 12, 13].map(at)).toEqual([1_000_000, 1_000_000, 1_000_000]);
    expect([15, 17, 19].map(at)).toEqual([750_000, 500_000, 250_000]);
    expect([21, 60].map(at)).toEqual([0, 0]);
  });

  it('is never negative when a layer starts anew', () => {
    const again = (now: number) => (now < 5 * SECOND ? now : now - 5 * SECOND) * 1_000;
    const speeds = numbers(transfer(12, null, again).map(({ speed }) => speed));
    expect(Math.min(...speeds)).toBeGreaterThan(900_000);
  });

  it('does not depend on how often it is told or asked', () => {
    const bytes = (now: number) => now * 500;
    const often = transfer(15, 20_000_000, bytes, { sampleEvery: 50, readEvery: 5_000 });
    const seldom = transfer(15, 20_000_000, bytes, { sampleEvery: 1_000, readEvery: 5_000 });
    expect(often.map(({ speed }) => speed && Math.round(speed))).toEqual([null, 500_000, 500_000, 500_000]);
    expect(seldom).toEqual(often);
  });

  it('keeps only what its window needs', () => {
    const meter = new SpeedMeter();
    for (let now = 0; now < 3_600 * SECOND; now += 10) meter.sample(now, now, null);
    expect(JSON.stringify(meter).length).toBeLessThan(10_000);
  });

  it('counts nothing when the clock stands still', () => {
    const meter = new SpeedMeter();
    for (let i = 0; i < 10; i += 1) meter.sample(5_000, i, 100);
    expect([meter.speed(5_000), meter.remaining(5_000)]).toEqual([null, null]);
  });
});

describe('remaining time', () => {
  it('runs down with the clock for an even transfer', () => {
    const readings = transfer(19, 20_000_000, (now) => now * 1_000);
    const shown = readings.map(({ remaining }) => remaining);
    expect(shown[9]).toBeNull();
    for (let i = 10; i < 190; i += 1) expect(shown[i]).toBeCloseTo(20_000 - i * 100, 0);
  });

  it('does not jump when bytes come in bursts', () => {
    const bursts = (now: number) => Math.floor(now / SECOND) * 1_000_000;
    const shown = numbers(transfer(50, 100_000_000, bursts).map(({ remaining }) => remaining)).slice(50);
    expect(largestJump(shown, 100)).toBeLessThan(0.02);
  });

  it('eases to a longer time when the network gets slower', () => {
    const slower = (now: number) =>
      now < 20 * SECOND ? now * 1_000 : 20_000_000 + (now - 20 * SECOND) * 500;
    const shown = numbers(transfer(60, 100_000_000, slower).map(({ remaining }) => remaining));
    expect(largestJump(shown, 100)).toBeLessThan(0.05);
    expect(shown.at(-1)).toBeCloseTo(120_000, -4);
  });

  it('is unknown without a total, without movement, and at the end of the bytes', () => {
    expect(transfer(5, null, (now) => now).at(-1)?.remaining).toBeNull();
    expect(transfer(5, 1_000, () => 0).at(-1)).toEqual({ speed: 0, remaining: null });
    expect(transfer(5, 1_000, (now) => now).at(-1)?.remaining).toBeNull();
  });

  it('appears again when the total is known again', () => {
    const meter = new SpeedMeter();
    for (let now = 0; now <= 3 * SECOND; now += 100) meter.sample(now, now, 10_000);
    expect(meter.remaining(3 * SECOND)).toBeCloseTo(7_000, 0);
    meter.sample(3_100, 3_100, null);
    expect(meter.remaining(3_100)).toBeNull();
    meter.sample(3_200, 3_200, 20_000);
    expect(meter.remaining(3_200)).toBeCloseTo(16_800, 0);
  });
});
