import type { BrowserWindow } from 'electron';
import { indexUrl } from './address';
import { focusWindow, loadPage, openWindow, showWhenPainted } from './window';

/** Windows that look inside archives: each archive has one, and needs no engine. */
export class ArchiveWindows {
  readonly #preload: string;
  readonly #icon: string;
  readonly #open = new Map<string, BrowserWindow>();

  constructor(input: { preload: string; icon: string }) {
    this.#preload = input.preload;
    this.#icon = input.icon;
  }

  /** Opens the window of an archive, or brings it to the front. */
  async open(file: string): Promise<void> {
    const known = this.#open.get(file);
    if (known) {
      focusWindow(known);
      return;
    }
    const window = openWindow({ preload: this.#preload });
    this.#open.set(file, window);
    window.once('closed', () => this.#open.delete(file));
    showWhenPainted(window, this.#icon);
    await loadPage(window, `${indexUrl}#/archive/${encodeURIComponent(file)}`);
  }

  closeAll(): void {
    for (const window of this.#open.values()) window.close();
  }
}
