import { type ByteReader, corrupt } from './byte-reader';
import { EMPTY_CONTENT } from './fingerprint';
import { KIND_MASK, kind } from './layer-index';
import {
  AS_BEFORE,
  blockAfter,
  FIRST_BLOCK,
  FIRST_UNUSED,
  KNOWN_FLAGS,
  type StoredColumn,
  THE_ONE_BEFORE,
} from './stored-layer';

const WORDS_END = 2 ** 32;

/** How long the tables are that nodes point into. */
interface Tables {
  names: number;
  links: number;
  owners: number;
}

/**
 * The columns of a stored layer. One loop goes through all of them at once: a process that only opens an image would
 * leave a loop for each column before any became machine code.
 */
export class DecodedNodes {
  readonly parent: Uint32Array;
  readonly name: Uint32Array;
  readonly flags: Uint8Array;
  readonly size: Float64Array;
  readonly owner: Uint32Array;
  readonly mtime: Uint32Array;
  readonly link: Uint32Array;
  readonly block: Uint32Array;
  readonly content: Uint32Array;
  readonly #stored: Record<StoredColumn, ByteReader>;
  #parent = 0;
  #unusedName = 0;
  #unusedLink = 0;
  #time = 0;
  #expectedBlock = FIRST_BLOCK;

  constructor(nodes: number, stored: Record<StoredColumn, ByteReader>) {
    this.#stored = stored;
    this.flags = stored.flags.bytes(nodes);
    this.parent = new Uint32Array(nodes);
    this.name = new Uint32Array(nodes);
    this.size = new Float64Array(nodes);
    this.owner = new Uint32Array(nodes);
    this.mtime = new Uint32Array(nodes);
    this.link = new Uint32Array(nodes);
    this.block = new Uint32Array(nodes);
    this.content = new Uint32Array(nodes);
  }

  readAll(tables: Tables): void {
    const { flags } = this;
    const root = (flags[0] as number) & KIND_MASK;
    if (root !== kind.implied && root !== kind.directory) throw corrupt('its root is no folder');
    for (let node = 0; node < flags.length; node += 1) {
      const flag = flags[node] as number;
      if ((flag & ~KNOWN_FLAGS) !== 0) throw corrupt(`flags ${flag}`);
      if (node > 0) this.#readPath(node, tables);
      const made = flag & KIND_MASK;
      if (made === kind.implied) continue;
      this.owner[node] = this.#stored.owner.below(tables.owners, 'owner');
      this.#readTime(node);
      if (made === kind.file) this.#readFile(node);
      else if (made === kind.symbolicLink || made === kind.hardLink) this.#readLink(node, tables);
      this.#readBlock(node);
    }
    for (const part of Object.values(this.#stored)) part.done();
  }

  #readPath(node: number, tables: Tables): void {
    const back = this.#stored.parent.number();
    if (back > node) throw corrupt(`parent ${back} before ${node}`);
    if (back === THE_ONE_BEFORE) this.#parent = node - 1;
    else if (back !== AS_BEFORE) this.#parent = node - back;
    this.parent[node] = this.#parent;
    const code = this.#stored.name.number();
    const id = code === FIRST_UNUSED ? this.#unusedName : code - 1;
    if (id >= tables.names) throw corrupt(`name ${id} of ${tables.names}`);
    if (code === FIRST_UNUSED) this.#unusedName += 1;
    this.name[node] = id;
  }

  #readTime(node: number): void {
    const time = this.#time + this.#stored.mtime.signed();
    if (time < 0 || time >= WORDS_END) throw corrupt(`time ${time}`);
    this.mtime[node] = time;
    this.#time = time;
  }

  #readFile(node: number): void {
    const size = this.#stored.size.number();
    this.size[node] = size;
    this.content[node] = size === 0 ? EMPTY_CONTENT : this.#stored.content.word();
  }

  #readLink(node: number, tables: Tables): void {
    const code = this.#stored.link.number();
    const id = code === FIRST_UNUSED ? this.#unusedLink : code - 1;
    if (id >= tables.links) throw corrupt(`link ${id} of ${tables.links}`);
    if (code === FIRST_UNUSED) this.#unusedLink += 1;
    this.link[node] = id + 1;
  }

  /** Needs the size of the node. */
  #readBlock(node: number): void {
    const block = this.#expectedBlock + this.#stored.block.signed();
    if (block < 0 || block >= WORDS_END) throw corrupt(`block ${block}`);
    this.block[node] = block;
    this.#expectedBlock = blockAfter(block, this.size[node] as number);
  }
}
