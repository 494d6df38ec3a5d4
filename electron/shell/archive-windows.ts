import type { BrowserWindow } from 'electron';
import { indexUrl } from './address';
import { focusWindow, loadPage, openWindow, showWhenPainted } from './window';

const pageOfArchives = `${indexUrl}#/archive/`;

/** Windows that look inside archives: each archive has one, and needs no engine. */
export class ArchiveWindows {
  readonly #preload: string;
  readonly #icon: string;
  /** Which file each window shows. */
  readonly #files = new Map<BrowserWindow, string>();

  constructor(input: { preload: string; icon: string }) {
    this.#preload = input.preload;
    this.#icon = input.icon;
  }

  /** Opens the window of an archive, or brings it to the front. */
  async open(file: string): Promise<void> {
    const known = [...this.#files].find(([, shown]) => shown === file);
    if (known) {
      focusWindow(known[0]);
      return;
    }
    const window = openWindow({ preload: this.#preload });
    this.#files.set(window, file);
    window.once('closed', () => this.#files.delete(window));
    // An archive that is dropped on the window takes the place of the one that it shows.
    window.webContents.on('did-navigate-in-page', (_event, url) => {
      if (url.startsWith(pageOfArchives))
        this.#files.set(window, decodeURIComponent(url.slice(pageOfArchives.length)));
    });
    showWhenPainted(window, this.#icon);
    await loadPage(window, `${pageOfArchives}${encodeURIComponent(file)}`);
  }

  closeAll(): void {
    for (const window of this.#files.keys()) window.close();
  }
}
