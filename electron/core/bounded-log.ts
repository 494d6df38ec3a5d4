import { redact } from './redact';

/** Characters that are kept of the beginning and of the end: both say more than the middle. */
const HEAD = 64 * 1024;
const TAIL = 192 * 1024;

/** A log without secrets that is never longer than a person can read. */
export class BoundedLog {
  #head = '';
  #tail = '';
  #dropped = 0;

  get isEmpty(): boolean {
    return this.#head === '';
  }

  add(text: string): void {
    const clean = redact(text);
    const room = HEAD - this.#head.length;
    this.#head += clean.slice(0, room);
    this.#tail += clean.slice(Math.max(room, 0));
    // Cut seldom and much: cutting a long text costs as much as the text is long.
    if (this.#tail.length > TAIL * 2) this.#cut();
  }

  text(): string {
    if (this.#tail.length > TAIL) this.#cut();
    const gap = this.#dropped === 0 ? '' : `\n[… ${this.#dropped} characters left out …]\n`;
    return this.#head + gap + this.#tail;
  }

  #cut(): void {
    const excess = this.#tail.length - TAIL;
    const lineEnd = this.#tail.indexOf('\n', excess);
    const from = lineEnd === -1 ? excess : lineEnd + 1;
    this.#dropped += from;
    this.#tail = this.#tail.slice(from);
  }
}
