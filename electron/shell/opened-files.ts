/** Files that the system asked the app to open: held until there is a page that can be told. */
export class OpenedFiles {
  readonly #tell: (file: string) => void;
  #waiting: string[] = [];
  #pageListens = false;

  constructor(tell: (file: string) => void) {
    this.#tell = tell;
  }

  add(files: string[]): void {
    if (!this.#pageListens) this.#waiting.push(...files);
    else for (const file of files) this.#tell(file);
  }

  /** A page is there: it gets what waited, and from now on everything at once. */
  deliver(): void {
    this.#pageListens = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const file of waiting) this.#tell(file);
  }
}
