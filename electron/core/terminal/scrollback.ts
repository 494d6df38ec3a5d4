/** The last bytes that were printed, for windows that come later. */
export class Scrollback {
  readonly #most: number;
  #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    // Twice as much, so that cutting costs little.
    if (this.#bytes > 2 * this.#most) this.#cut();
  }

  read(): Buffer {
    if (this.#bytes > this.#most) this.#cut();
    return Buffer.concat(this.#pieces);
  }

  /** At a line's end where there is one: a sequence that begins in the middle would be shown as text. */
  #cut(): void {
    const rest = Buffer.concat(this.#pieces).subarray(-this.#most);
    const lineEnd = rest.indexOf('\n');
    const kept = lineEnd === -1 ? rest : rest.subarray(lineEnd + 1);
    // A copy, or the whole would stay in memory.
    this.#pieces = [Buffer.from(kept)];
    this.#bytes = kept.length;
  }
}
