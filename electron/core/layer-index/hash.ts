import { randomInt } from 'node:crypto';

/** Factors and beginnings are of each run their own, so that nobody can choose names that fall onto one place of a table. */
const PARENT_FACTOR = 2 * randomInt(2 ** 30) + 1;
const NAME_FACTOR = 2 * randomInt(2 ** 30) + 1;
const BASIS = randomInt(2 ** 31);
const FNV_PRIME = 0x01000193;

/** Of a parent's number and a name's number. */
export function mix(parent: number, name: number): number {
  const hash = Math.imul(parent, PARENT_FACTOR) ^ Math.imul(name, NAME_FACTOR);
  return (hash ^ (hash >>> 15) ^ (hash >>> 7)) >>> 0;
}

/** FNV-1a, 32 bits, with its upper half mixed into the lower. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = BASIS;
  for (let index = from; index < to; index += 1) hash = Math.imul(hash ^ (bytes[index] as number), FNV_PRIME);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Places of an open hash table that `count` things leave a third of free; a power of two. */
export function slotsFor(count: number): number {
  let slots = 512;
  while (slots * 2 < count * 3) slots *= 2;
  return slots;
}
