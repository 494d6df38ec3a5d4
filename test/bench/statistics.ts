/** The middle value; of an even number of values the mean of the two middle ones. Throws on none. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing.');
  return (low + high) / 2;
}

/** The value that `share` (0 to 1) of all values do not exceed: nearest rank, so one of the values. Throws on none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = ascending(values);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('There is no percentile of nothing.');
  return value;
}

const ascending = (values: readonly number[]) => [...values].sort((one, other) => one - other);
