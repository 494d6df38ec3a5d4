import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../renderer/format/durations';
import { shortId } from '../../../renderer/format/ids';
import { formatSize, formatSpeed } from '../../../renderer/format/sizes';
import { formatDateTime, formatRelative } from '../../../renderer/format/times';

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1_512_345, '1.51 MB'],
    [187_234_567, '187 MB'],
    [999_499_999, '999 MB'],
    [999_500_000, '1 GB'],
    [1_234_000_000, '1.23 GB'],
    [2.5e15, '2.5 PB'],
    [7e18, '7000 PB'],
  ])('%d bytes are %s, as docker images counts', (bytes, text) => {
    expect(formatSize(bytes, 'en')).toBe(text);
  });

  it('is a dash when unknown, also with the -1 that engines send', () => {
    expect(formatSize(null, 'en')).toBe('–');
    expect(formatSize(-1, 'en')).toBe('–');
    expect(formatSpeed(null, 'zh-CN')).toBe('–');
  });

  it('counts speed by the second', () => {
    expect(formatSpeed(8_640_000, 'en')).toBe('8.64 MB/s');
  });
});

describe('relative times', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  const minute = 60_000;

  it.each([
    [30_000, 'now', '现在'],
    [minute, '1 minute ago', '1分钟前'],
    [59 * minute, '59 minutes ago', '59分钟前'],
    [119 * minute, '1 hour ago', '1小时前'],
    [36 * 60 * minute, '1 day ago', '1天前'],
    [20 * 1440 * minute, '2 weeks ago', '2周前'],
    [100 * 1440 * minute, '3 months ago', '3个月前'],
    [800 * 1440 * minute, '2 years ago', '2年前'],
  ])('%d ms ago is %s', (age, english, chinese) => {
    expect(formatRelative(now - age, now, 'en')).toBe(english);
    expect(formatRelative(now - age, now, 'zh-CN')).toBe(chinese);
  });

  it('tells of the future when a clock is ahead', () => {
    expect(formatRelative(now + 2 * 60 * minute, now, 'en')).toBe('in 2 hours');
  });

  it('knows that Docker writes 0 or the year 1 for none', () => {
    expect(formatRelative(0, now, 'en')).toBe('–');
    expect(formatRelative(Date.parse('0001-01-01T00:00:00Z'), now, 'en')).toBe('–');
    expect(formatDateTime(0, 'en')).toBe('–');
  });
});

describe('durations', () => {
  it.each([
    [340, '0.3s', '0.3秒'],
    [9949, '9.9s', '9.9秒'],
    [9951, '10s', '10秒'],
    [80_000, '1m 20s', '1分钟 20秒'],
    [3_600_000, '1h', '1小时'],
    [3_605_000, '1h', '1小时'],
    [7_500_000, '2h 5m', '2小时 5分钟'],
    [183_600_000, '2d 3h', '2天 3小时'],
  ])('%d ms are %s', (span, english, chinese) => {
    expect(formatDuration(span, 'en')).toBe(english);
    expect(formatDuration(span, 'zh-CN')).toBe(chinese);
  });

  it('is a dash when unknown', () => {
    expect(formatDuration(null, 'en')).toBe('–');
    expect(formatDuration(Number.POSITIVE_INFINITY, 'en')).toBe('–');
  });
});

it('shortens ids to the twelve digits that Docker shows', () => {
  expect(shortId('sha256:0123456789abcdef0123')).toBe('0123456789ab');
  expect(shortId('0123456789abcdef0123')).toBe('0123456789ab');
});
