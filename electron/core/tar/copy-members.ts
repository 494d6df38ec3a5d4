import { BLOCK } from './header';
import { type TarDamage, type TarMember, type TarSink, TarWalker } from './walker';

/** Two empty blocks. */
export const TAR_END: Uint8Array = new Uint8Array(2 * BLOCK);

interface Range {
  from: number;
  to: number;
}

/**
 * Picks members out of a tar that comes in pieces and passes them on byte for byte, extended headers too: owners,
 * modes, times and attributes stay what they are, whatever this app knows of them. The end of the tar is not passed on.
 */
export class MemberCopier implements TarSink {
  readonly #walker = new TarWalker(this);
  readonly #wanted: (member: TarMember) => boolean;
  #ranges: Range[] = [];
  /** Where the headers of the next member begin. */
  #next = 0;
  /** Bytes from there on that have come already, and where they begin. */
  #kept: Uint8Array = new Uint8Array(0);
  #keptFrom = 0;
  #damage: TarDamage | null = null;

  constructor(wanted: (member: TarMember) => boolean) {
    this.#wanted = wanted;
  }

  /** What does not belong into a tar; null when all is well so far. */
  get damaged(): TarDamage | null {
    return this.#damage;
  }

  /** Takes a piece; answers what of the wanted members has come. */
  push(piece: Uint8Array): Uint8Array[] {
    this.#walker.push(piece);
    const all = this.#kept.length === 0 ? piece : Buffer.concat([this.#kept, piece]);
    const end = this.#keptFrom + all.length;
    const part = (from: number, to: number) => all.subarray(from - this.#keptFrom, to - this.#keptFrom);
    const copied = this.#ranges.map(({ from, to }) => part(from, Math.min(to, end)));
    this.#ranges = this.#ranges.filter(({ to }) => to > end).map(({ to }) => ({ from: end, to }));
    const from = Math.min(this.#next, end);
    this.#kept = this.#walker.ended ? new Uint8Array(0) : Buffer.from(part(from, end));
    this.#keptFrom = this.#walker.ended ? end : from;
    return copied.filter(({ length }) => length > 0);
  }

  /** Says that nothing more comes. */
  end(): void {
    this.#walker.end();
  }

  member(member: TarMember): boolean {
    const from = this.#next;
    this.#next = member.offset + Math.ceil(member.stored / BLOCK) * BLOCK;
    if (this.#wanted(member)) this.#ranges.push({ from, to: this.#next });
    return false;
  }

  data(): void {
    // Never asked for: the bytes are passed on as they stand in the tar.
  }

  memberEnd(): void {
    // As `data`.
  }

  damage(kind: TarDamage): void {
    this.#damage ??= kind;
  }
}
