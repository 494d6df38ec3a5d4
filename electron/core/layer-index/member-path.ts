/** How the names of members are read. Positions are in the raw bytes of a path, `to` not included. */

const SLASH = 0x2f;
const DOT = 0x2e;
/** `.wh.` */
const WHITEOUT_PREFIX = [0x2e, 0x77, 0x68, 0x2e];
const PREFIX_LENGTH = WHITEOUT_PREFIX.length;
const OPAQUE_NAME = Buffer.from('.wh..wh..opq');

/** Where the path ends without the slashes behind it. */
export function endOfPath(name: Uint8Array): number {
  let end = name.length;
  while (end > 0 && name[end - 1] === SLASH) end -= 1;
  return end;
}

/** Where the last part of the path starts. */
export function startOfLast(name: Uint8Array, end: number): number {
  let start = end;
  while (start > 0 && name[start - 1] !== SLASH) start -= 1;
  return start;
}

/** Whether a part of a path is `..`. */
export const isUp = (bytes: Uint8Array, from: number, to: number): boolean =>
  to === from + 2 && bytes[from] === DOT && bytes[from + 1] === DOT;

/** Whether a part of a path names no child: nothing, `.` or `..`. */
export const namesNoChild = (bytes: Uint8Array, from: number, to: number): boolean =>
  to === from || (to === from + 1 && bytes[from] === DOT) || isUp(bytes, from, to);

function hasPrefix(name: Uint8Array, from: number, to: number): boolean {
  if (to - from < PREFIX_LENGTH) return false;
  for (let index = 0; index < PREFIX_LENGTH; index += 1) {
    if (name[from + index] !== WHITEOUT_PREFIX[index]) return false;
  }
  return true;
}

/** `.wh.X` */
export const isWhiteout = (name: Uint8Array, from: number, to: number): boolean =>
  to - from > PREFIX_LENGTH && hasPrefix(name, from, to);

/** Where the name that a whiteout removes starts. */
export const startOfRemoved = (from: number): number => from + PREFIX_LENGTH;

/** `.wh..wh..opq` */
export const isOpaqueMarker = (name: Uint8Array, from: number, to: number): boolean =>
  to - from === OPAQUE_NAME.length && OPAQUE_NAME.every((byte, index) => name[from + index] === byte);

/** `.wh..wh.…`: what aufs notes for itself; no part of the image (moby, pkg/archive/diff.go). */
const isNote = (name: Uint8Array, from: number, to: number): boolean =>
  hasPrefix(name, from, to) && hasPrefix(name, startOfRemoved(from), to) && !isOpaqueMarker(name, from, to);

/** Whether the path is such a note, or lies in one: aufs has folders of them in the root. */
export function isAufsNote(name: Uint8Array, lastFrom: number, end: number): boolean {
  if (isNote(name, lastFrom, end)) return true;
  let from = 0;
  while (from < lastFrom && (name[from] === SLASH || (name[from] === DOT && name[from + 1] === SLASH)))
    from += 1;
  if (from === lastFrom || !hasPrefix(name, from, end)) return false;
  return isNote(name, from, name.indexOf(SLASH, from));
}
