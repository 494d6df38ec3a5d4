import { bytesOf } from '../layer-index/name-table';
import type { ImageTree } from './image-tree';

const SLASH = 0x2f;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Control characters, and marks that reorder or hide text around them: a name must not lie about itself. */
const misleading = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * A name for people. Bytes that are no UTF-8 are written `\xNN`, control characters and marks of direction
 * `\u{NNNN}`: tar names are bytes and may be anything (POSIX).
 */
export function displayName(bytes: Uint8Array): string {
  if (isPlain(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return decode(bytes).replaceAll(misleading, escaped);
}

const escaped = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`;

function isPlain(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x20 || byte > 0x7e) return false;
  }
  return true;
}

function decode(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    // Not UTF-8 as a whole: what is, stays readable.
    return decodeParts(bytes);
  }
}

function decodeParts(bytes: Uint8Array): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const length = lengthOfCharacter(bytes, at);
    text +=
      length === 0
        ? `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`
        : strict.decode(bytes.subarray(at, at + length));
    at += Math.max(1, length);
  }
  return text;
}

/** Bytes of the UTF-8 character at a place; 0 when there is none. */
function lengthOfCharacter(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length += 1) {
    try {
      strict.decode(bytes.subarray(at, at + length));
      return length;
    } catch {
      // Not yet a whole character, or never one.
    }
  }
  return 0;
}

/** Bytes of a node's name; empty for the root. */
export const nameBytes = (tree: ImageTree, node: number): Uint8Array =>
  node === 0 ? new Uint8Array(0) : bytesOf(tree.names, tree.name[node] ?? 0);

/** Nodes from just below the root down to a node, itself included. */
export function nodesTo(tree: ImageTree, node: number): number[] {
  const nodes: number[] = [];
  for (let at = node; at !== 0; at = tree.parent[at] ?? 0) nodes.push(at);
  return nodes.reverse();
}

/** Path as it stands in the layers, without a leading slash; empty for the root. */
export function pathBytes(tree: ImageTree, node: number): Uint8Array {
  const parts = nodesTo(tree, node).map((at) => nameBytes(tree, at));
  const length = parts.reduce((sum, part) => sum + part.length + 1, -1);
  const path = new Uint8Array(Math.max(0, length));
  let at = 0;
  for (const part of parts) {
    if (at > 0) path[at - 1] = SLASH;
    path.set(part, at);
    at += part.length + 1;
  }
  return path;
}

/** Path for people, without a leading slash. */
export const displayPath = (tree: ImageTree, node: number): string =>
  nodesTo(tree, node)
    .map((at) => displayName(nameBytes(tree, at)))
    .join('/');

/** The child with a name, given as bytes or as `displayName` writes it; 0 when no layer has it. */
export function childOf(tree: ImageTree, folder: number, name: string): number {
  const bytes = Buffer.from(name, 'utf8');
  let likeIt = 0;
  for (let child = tree.firstChild[folder] ?? 0; child !== 0; child = tree.nextSibling[child] ?? 0) {
    const own = nameBytes(tree, child);
    if (bytes.equals(own)) return child;
    if (!isPlain(own) && displayName(own) === name) likeIt = child;
  }
  return likeIt;
}

/** The node of a path, with or without slashes around it; null when no layer has it. */
export function findPath(tree: ImageTree, path: string): number | null {
  let node = 0;
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    node = childOf(tree, node, part);
    if (node === 0) return null;
  }
  return node;
}
