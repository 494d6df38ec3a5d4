/** Longer lines are no commands. */
const LONGEST = 8192;
/** Characters of a row for shells that do not ask the terminal. */
const USUAL_ROW = 80;

/**
 * The line that a terminal's cursor is on, as far as programs write one line: shells that echo, complete and recall.
 * Knows what they use for that (ECMA-48): moving within the line, erasing, inserting. Colours and titles pass by.
 * While a program has the whole screen (the alternate one) there is no line.
 */
export class CurrentLine {
  #letters: string[] = [];
  #cursor = 0;
  #sequence: string | null = null;
  #wholeScreen = false;
  #beforeReturn = 0;
  #wentOnAt = -1;
  /** Long lines go on in the next row; places are counted over all rows. */
  #columns = LONGEST;

  get text(): string {
    return this.#wholeScreen ? '' : this.#letters.join('');
  }

  get wholeScreen(): boolean {
    return this.#wholeScreen;
  }

  /** How many characters a row has. */
  resize(columns: number): void {
    this.#columns = Math.max(1, columns);
  }

  /**
   * Takes one character of output; answers the line that it ended, null when it ended none. `goesOn` says that a line's
   * end is none: shells write one where they think that a row is full.
   */
  take(letter: string, goesOn: boolean): string | null {
    if (this.#sequence !== null) {
      this.#continueSequence(letter);
      return null;
    }
    switch (letter) {
      case '\x1b':
        this.#sequence = '';
        return null;
      case '\n':
        return this.#lineFeed(goesOn);
      case '\r':
        this.#beforeReturn = this.#cursor;
        this.#cursor -= this.#cursor % this.#columns;
        return null;
      case '\b':
        this.#cursor = Math.max(0, this.#cursor - 1);
        return null;
      default:
        this.#print(letter);
        return null;
    }
  }

  #lineFeed(goesOn: boolean): string | null {
    const { length } = this.#letters;
    const isFull = length > 0 && length === this.#beforeReturn && length % this.#columns === 0;
    const mayGoOn = goesOn || isFull || length === USUAL_ROW;
    // Twice at the same place is a line that ends where its row does.
    if (!mayGoOn || (this.#wentOnAt === length && !goesOn)) return this.#end();
    this.#wentOnAt = length;
    this.#cursor = length;
    return null;
  }

  #end(): string {
    const ended = this.text;
    this.#wentOnAt = -1;
    this.#letters = [];
    this.#cursor = 0;
    return ended;
  }

  #print(letter: string): void {
    if (letter < ' ' || letter === '\x7f' || this.#cursor >= LONGEST) return;
    while (this.#letters.length < this.#cursor) this.#letters.push(' ');
    this.#letters[this.#cursor] = letter;
    this.#cursor += 1;
  }

  #continueSequence(letter: string): void {
    const sequence = (this.#sequence ?? '') + letter;
    this.#sequence = sequence;
    if (!isComplete(sequence)) return;
    this.#sequence = null;
    const control = /^\[([?>=]?)([\d;]*)([@-~])$/.exec(sequence);
    if (control) this.#control(control[1] ?? '', control[2] ?? '', control[3] ?? '');
  }

  #control(mark: string, parameters: string, final: string): void {
    if (mark === '?') {
      if (/(?:^|;)(?:47|1047|1049)(?:;|$)/.test(parameters)) this.#wholeScreen = final === 'h';
      return;
    }
    const count = Math.min(LONGEST, Math.max(1, Number(parameters.split(';')[0] || '1')));
    this.#edit(final, count, parameters);
  }

  #edit(final: string, count: number, parameters: string): void {
    switch (final) {
      case 'A':
        this.#cursor = Math.max(0, this.#cursor - count * this.#columns);
        break;
      case 'B':
        this.#cursor = Math.min(LONGEST, this.#cursor + count * this.#columns);
        break;
      case 'C':
        this.#cursor = Math.min(LONGEST, this.#cursor + count);
        break;
      case 'D':
        this.#cursor = Math.max(0, this.#cursor - count);
        break;
      case 'G':
        this.#cursor += count - 1 - (this.#cursor % this.#columns);
        break;
      case 'H':
        // The screen is drawn anew, and the line with it.
        this.#end();
        break;
      case 'P':
        this.#letters.splice(this.#cursor, count);
        break;
      case '@':
        this.#letters.splice(this.#cursor, 0, ...Array.from({ length: count }, () => ' '));
        break;
      case 'J':
      case 'K':
        this.#erase(parameters);
        break;
      default:
        // Everything else changes no text of this line.
        break;
    }
  }

  #erase(parameters: string): void {
    if (parameters === '2') this.#letters = [];
    else if (parameters === '1') this.#letters.fill(' ', 0, this.#cursor + 1);
    else this.#letters.length = Math.min(this.#letters.length, this.#cursor);
  }
}

/** Whether an escape sequence, without its ESC, is at its end. */
function isComplete(sequence: string): boolean {
  const first = sequence.charAt(0);
  if (first === '[') return sequence.length > 1 && /[@-~]$/.test(sequence);
  // Strings (titles, links) end with BEL or ESC \.
  if (/[\]P^_X]/.test(first))
    return sequence.endsWith('\x07') || sequence.endsWith('\x1b\\') || sequence.length > LONGEST;
  return !/^[ -/]+$/.test(sequence);
}
