const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a of a name's bytes: looks a name up without making a text of it. */
export function nameHash(bytes: Uint8Array, from: number, to: number): number {
  let hash = FNV_BASIS;
  for (let index = from; index < to; index += 1) hash = Math.imul(hash ^ (bytes[index] ?? 0), FNV_PRIME);
  return hash >>> 0;
}

/** The hash of a name that is known here. */
export const hashOfName = (name: string): number => nameHash(Buffer.from(name), 0, name.length);
