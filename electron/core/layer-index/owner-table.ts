import { codedError } from '../coded-error';
import type { Owner } from './layer-index';

/** Real layers have a few dozen; each is an object, so that millions would take gigabytes. */
const MOST_OWNERS = 2 ** 16;

/** Gives equal owners equal numbers, from 0 upwards. Throws `bad-archive` when there are absurdly many. */
export class OwnerTable {
  readonly owners: Owner[] = [];
  readonly #ids = new Map<string, number>();
  #last = -1;

  /** Members of one folder mostly have one owner: asked twice, nothing is looked up. */
  intern(mode: number, uid: number, gid: number): number {
    const bits = mode & 0o7777;
    const last = this.owners[this.#last];
    if (last && last.mode === bits && last.uid === uid && last.gid === gid) return this.#last;
    const key = `${bits} ${uid} ${gid}`;
    this.#last = this.#ids.get(key) ?? this.#add(key, { mode: bits, uid, gid });
    return this.#last;
  }

  #add(key: string, owner: Owner): number {
    if (this.owners.length === MOST_OWNERS) {
      throw codedError('bad-archive', `more than ${MOST_OWNERS} owners in one layer`, {
        why: 'archive-too-large',
      });
    }
    const id = this.owners.push(owner) - 1;
    this.#ids.set(key, id);
    return id;
  }
}
