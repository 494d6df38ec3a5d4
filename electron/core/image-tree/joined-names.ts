import { type ByteReader, corrupt } from '../layer-index/byte-reader';
import type { LayerIndex } from '../layer-index/layer-index';
import { type Names, startOf } from '../layer-index/name-table';
import { NEXT_NEW } from './stored-tree';

/** The names of a stored tree: the base's, then what each further layer was the first to bring. */
export class JoinedNames {
  readonly #bytes: Uint8Array;
  readonly #ends: Uint32Array;
  #count = 0;
  #length = 0;

  constructor(layers: LayerIndex[], length: { count: number; bytes: number }) {
    const all = (of: (names: Names) => number) => layers.reduce((sum, { names }) => sum + of(names), 0);
    const fits =
      length.count <= all(({ ends }) => ends.length) && length.bytes <= all(({ bytes }) => bytes.length);
    if (!fits) throw corrupt('names that no layer has');
    this.#bytes = new Uint8Array(length.bytes);
    this.#ends = new Uint32Array(length.count);
  }

  /** The names of the first layer that has paths: their numbers are the tree's. */
  begin({ names }: LayerIndex): null {
    this.#count = 0;
    this.#length = 0;
    this.#copy(names, 0, names.ends.length);
    return null;
  }

  /** By name of a further layer: its name in the tree. */
  add({ names }: LayerIndex, column: ByteReader): Uint32Array {
    const ids = new Uint32Array(names.ends.length);
    const known = this.#count;
    let from = 0;
    for (let id = 0; id < ids.length; id += 1) {
      const code = column.number();
      if (code === NEXT_NEW) continue;
      if (code > known) throw corrupt(`name ${code - 1} of ${known}`);
      this.#number(ids, names, from, id);
      ids[id] = code - 1;
      from = id + 1;
    }
    this.#number(ids, names, from, ids.length);
    return ids;
  }

  finish(): Names {
    if (this.#count !== this.#ends.length || this.#length !== this.#bytes.length)
      throw corrupt('names are missing');
    return { bytes: this.#bytes, ends: this.#ends };
  }

  /** Names that follow each other in a layer follow each other here too. */
  #number(ids: Uint32Array, names: Names, from: number, to: number): void {
    for (let id = from; id < to; id += 1) ids[id] = this.#count + id - from;
    this.#copy(names, from, to);
  }

  #copy(names: Names, from: number, to: number): void {
    if (from === to) return;
    const [start, end] = [startOf(names, from), names.ends[to - 1] as number];
    const shift = this.#length - start;
    const count = this.#count + to - from;
    if (count > this.#ends.length || end + shift > this.#bytes.length)
      throw corrupt('more names than it says');
    this.#bytes.set(names.bytes.subarray(start, end), this.#length);
    for (let id = from; id < to; id += 1)
      this.#ends[this.#count + id - from] = (names.ends[id] as number) + shift;
    this.#length = end + shift;
    this.#count = count;
  }
}
