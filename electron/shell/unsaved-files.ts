/** What is to become of texts that were not saved. */
export type UnsavedChoice = 'save' | 'discard' | 'stay';

export interface UnsavedInput {
  /** Asks the person about these files. */
  ask: (files: readonly string[]) => Promise<UnsavedChoice>;
  /** Tells the page to save all of them; it answers by `saved`. False when there is no page any more. */
  save: () => boolean;
}

/** Files whose text in the window is not that on disk. The page tells which; it alone has the texts. */
export class UnsavedFiles {
  readonly #input: UnsavedInput;
  #files: readonly string[] = [];
  #onSaved: ((all: boolean) => void) | null = null;

  constructor(input: UnsavedInput) {
    this.#input = input;
  }

  get any(): boolean {
    return this.#files.length > 0;
  }

  /** Full paths. A page that is loaded anew has none. */
  set(files: readonly string[]): void {
    this.#files = files;
  }

  /** The page has tried to save all of them. */
  saved(all: boolean): void {
    this.#onSaved?.(all);
    this.#onSaved = null;
  }

  /** The page is gone, and its texts with it: nothing waits for them any more. */
  lost(): void {
    this.#files = [];
    this.saved(true);
  }

  /** Asks where something is not saved; answers whether the window may go. */
  async settle(): Promise<boolean> {
    if (!this.any) return true;
    const choice = await this.#input.ask(this.#files);
    if (choice === 'save') return await this.#save();
    return choice === 'discard';
  }

  #save(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#onSaved = resolve;
      if (!this.#input.save()) this.saved(true);
    });
  }
}
