import { typeFlag } from './header';
import type { Extended } from './member';
import { parsePax } from './pax';

/** Longest extended header that is read. Paths end at 4 KiB; the rest is for extended attributes. Go has the same. */
const LONGEST = 1024 * 1024;
const SHORTEST_BUFFER = 4096;

/** Headers that say more about the member after them. */
export const isExtension = (type: number): boolean =>
  type === typeFlag.gnuLongName ||
  type === typeFlag.gnuLongLink ||
  type === typeFlag.pax ||
  type === typeFlag.solarisPax ||
  type === typeFlag.globalPax;

/** Collects the extended headers before a member. */
export class ExtendedHeaders implements Extended {
  globalPax: Extended['globalPax'] = null;
  pax: Extended['pax'] = null;
  longName: Uint8Array | null = null;
  longLink: Uint8Array | null = null;
  #type = 0;
  #content = new Uint8Array(SHORTEST_BUFFER);
  #filled = 0;
  #tooLong = false;

  /** Whether a member has to follow. */
  get pending(): boolean {
    return this.longName !== null || this.longLink !== null || this.pax !== null;
  }

  /** Answers whether the header can be read; its data has to be passed over all the same. */
  begin(type: number, size: number): boolean {
    this.#type = type;
    this.#filled = 0;
    this.#tooLong = size > LONGEST;
    if (!this.#tooLong && this.#content.length < size) this.#content = new Uint8Array(size);
    return !this.#tooLong;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    if (this.#tooLong) return;
    this.#content.set(bytes.subarray(from, to), this.#filled);
    this.#filled += to - from;
  }

  /** Answers whether the header made sense. */
  complete(): boolean {
    if (this.#tooLong) return true;
    const content = this.#content.subarray(0, this.#filled);
    if (this.#type === typeFlag.gnuLongName) this.longName = withoutEnd(content);
    else if (this.#type === typeFlag.gnuLongLink) this.longLink = withoutEnd(content);
    else return this.#takePax(content);
    return true;
  }

  /** The member that they described came, or never will. Global headers stay. */
  forget(): void {
    this.longName = null;
    this.longLink = null;
    this.pax = null;
  }

  #takePax(content: Uint8Array): boolean {
    const records = parsePax(content);
    if (records === null) return false;
    if (this.#type === typeFlag.globalPax) this.globalPax = { ...this.globalPax, ...records };
    else this.pax = { ...this.pax, ...records };
    return true;
  }
}

/** GNU's long names end with a NUL. */
function withoutEnd(content: Uint8Array): Uint8Array {
  const end = content.indexOf(0);
  return content.slice(0, end === -1 ? content.length : end);
}
