type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

const SHORTEST = 256;
const MOST_ROOM = 2 ** 16;
/** Files of real layers are larger on average. */
const USUAL_FILE = 2048;

/**
 * How many nodes a layer of so many bytes, packed or not, gets room for from the beginning. Memory that is not touched
 * costs nothing, while every column that is outgrown waits for its collection.
 */
export const roomFor = (bytes: number): number =>
  Math.min(MOST_ROOM, Math.max(SHORTEST, Math.ceil(bytes / USUAL_FILE)));

/** A longer column with the same beginning: half as long again, and never shorter than what is needed. */
export function grown<C extends Column>(column: C, needed: number): C {
  const length = Math.max(needed, Math.ceil(column.length * 1.5), SHORTEST);
  const longer = new (column.constructor as new (length: number) => C)(length);
  longer.set(column);
  return longer;
}

/** Takes bytes whose memory nobody needs any more. */
export type Free = (bytes: ArrayBufferView) => void;

export const keepAll: Free = () => undefined;

/**
 * The first `count` of a column: without a copy where little is left over, which takes no memory as nothing touched it.
 * `free` is told of a column that was copied.
 */
export function firstOf<C extends Column>(column: C, count: number, free: Free = keepAll): C {
  if (count * 2 >= column.length) return column.subarray(0, count) as C;
  const first = column.slice(0, count) as C;
  free(column);
  return first;
}
