import { appErrorOf } from '../../../api/api-error';
import type { AppError, TreeOutline, TreeRow, TreeView } from '../../../api/contract';

/** The requests behind a list of rows. */
export interface RowRequests {
  outline: (view: TreeView) => Promise<TreeOutline>;
  rows: (treeId: string, outlineId: string, start: number, count: number) => Promise<TreeRow[]>;
  locate: (
    treeId: string,
    outlineId: string,
    node: number,
  ) => Promise<{ row: number | null; parents: number[] }>;
}

/** What is on screen: an outline and those of its rows that have come. */
export interface RowsShown {
  outline: TreeOutline | null;
  view: TreeView | null;
  rows: ReadonlyMap<number, TreeRow>;
  /** Another view was asked for and is on its way; meanwhile the last one stays. */
  waiting: boolean;
  error: AppError | null;
}

const nothing: RowsShown = { outline: null, view: null, rows: new Map(), waiting: true, error: null };
/** Rows of one request. */
const pageRows = 200;
/** Rows that are remembered while scrolling. */
const mostKept = 8_000;
/** Rows that a search by first letters looks through at most. */
const mostSought = 50_000;
const soughtAtOnce = 500;

/**
 * The rows of a tree, a window at a time. A new view takes the place of the old one only when its first rows are here,
 * so nothing blinks; views that were asked for meanwhile are skipped but for the last.
 */
export class RowSource {
  readonly #ask: RowRequests;
  readonly #listeners = new Set<() => void>();
  #shown: RowsShown = nothing;
  #wanted: TreeView | null = null;
  #loading: Promise<void> | null = null;
  #window = { start: 0, end: 60 };
  #asked = new Set<number>();

  constructor(ask: RowRequests) {
    this.#ask = ask;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly shown = (): RowsShown => this.#shown;

  /** Settles when the newest view that was asked for is shown or has failed. */
  show(view: TreeView): Promise<void> {
    this.#wanted = view;
    if (!this.#shown.waiting) this.#publish({ waiting: true });
    this.#loading ??= this.#loadWanted().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  /** The same view again, e.g. after a failure. */
  retry(): void {
    const { view } = this.#shown;
    const wanted = this.#wanted ?? view;
    if (wanted) void this.show(wanted);
  }

  /** Has the rows from `start` up to `end` read. */
  want(start: number, end: number): void {
    this.#window = { start, end };
    const { outline, view } = this.#shown;
    if (!outline || !view) return;
    for (const page of pagesOf(start, end, outline.rows)) {
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      void this.#loadPage(view.treeId, outline.outlineId, page);
    }
  }

  /** Where a node stands in the outline; `row` is null when a folder above it is closed or a filter hides it. */
  async locate(node: number): Promise<{ row: number | null; parents: number[] } | null> {
    await this.#loading;
    const { outline, view } = this.#shown;
    if (!outline || !view) return null;
    return await this.#ask.locate(view.treeId, outline.outlineId, node);
  }

  /** The next row after `from`, around the end, whose name begins so; case counts for nothing. */
  async seek(start: string, from: number): Promise<number | null> {
    const { outline } = this.#shown;
    if (!outline) return null;
    const total = Math.min(outline.rows, mostSought);
    const wanted = start.toLowerCase();
    for (let step = 1; step <= total; ) {
      const begin = (from + step + outline.rows) % outline.rows;
      const rows = await this.#stretch(begin, Math.min(soughtAtOnce, outline.rows - begin, total - step + 1));
      if (rows.length === 0) return null;
      const found = rows.findIndex((row) => row.name.toLowerCase().startsWith(wanted));
      if (found >= 0) return begin + found;
      step += rows.length;
    }
    return null;
  }

  async #stretch(begin: number, count: number): Promise<TreeRow[]> {
    const { outline, view, rows } = this.#shown;
    if (!outline || !view) return [];
    const known: TreeRow[] = [];
    for (let index = begin; index < begin + count; index += 1) {
      const row = rows.get(index);
      if (!row) break;
      known.push(row);
    }
    if (known.length > 0) return known;
    return await this.#ask.rows(view.treeId, outline.outlineId, begin, count);
  }

  async #loadWanted(): Promise<void> {
    for (let view = this.#wanted; view !== null; view = this.#wanted) {
      this.#wanted = null;
      try {
        await this.#load(view);
      } catch (thrown) {
        // A view that is not wanted any more may fail in peace.
        if (this.#wanted === null) this.#publish({ error: appErrorOf(thrown), view, waiting: false });
      }
    }
  }

  async #load(view: TreeView): Promise<void> {
    const outline = await this.#ask.outline(view);
    if (this.#wanted !== null) return;
    const start = Math.max(0, Math.min(this.#window.start, outline.rows - 1));
    const pages = pagesOf(start, Math.min(this.#window.end + 1, start + 2 * pageRows), outline.rows);
    const loaded = await Promise.all(
      pages.map((page) => this.#ask.rows(view.treeId, outline.outlineId, page * pageRows, pageRows)),
    );
    if (this.#wanted !== null) return;
    this.#asked = new Set(pages);
    const rows = new Map<number, TreeRow>();
    loaded.forEach((some, index) => {
      place(rows, some, (pages[index] ?? 0) * pageRows);
    });
    this.#publish({ outline, view, rows, waiting: false, error: null });
  }

  async #loadPage(treeId: string, outlineId: string, page: number): Promise<void> {
    try {
      const some = await this.#ask.rows(treeId, outlineId, page * pageRows, pageRows);
      if (this.#shown.outline?.outlineId !== outlineId) return;
      const rows = this.#nearRows();
      place(rows, some, page * pageRows);
      this.#publish({ rows });
    } catch (thrown) {
      // The outline is not the one on screen any more, or main has forgotten it.
      if (this.#shown.outline?.outlineId !== outlineId) return;
      if (appErrorOf(thrown).code === 'not-found') this.retry();
      else this.#publish({ error: appErrorOf(thrown) });
    }
  }

  /** The rows that are kept: all until they are many, then those around what is in sight. */
  #nearRows(): Map<number, TreeRow> {
    const rows = new Map(this.#shown.rows);
    if (rows.size < mostKept) return rows;
    const first = pageOf(this.#window.start - mostKept / 4);
    const last = pageOf(this.#window.end + mostKept / 4);
    const isFar = (page: number) => page < first || page > last;
    for (const index of this.#shown.rows.keys()) if (isFar(pageOf(index))) rows.delete(index);
    for (const page of this.#asked) if (isFar(page)) this.#asked.delete(page);
    return rows;
  }

  #publish(changes: Partial<RowsShown>): void {
    this.#shown = { ...this.#shown, ...changes };
    for (const listener of this.#listeners) listener();
  }
}

const pageOf = (index: number) => Math.floor(index / pageRows);

function pagesOf(start: number, end: number, rows: number): number[] {
  const last = Math.floor((Math.min(end, rows) - 1) / pageRows);
  const pages: number[] = [];
  for (let page = Math.floor(Math.max(0, start) / pageRows); page <= last; page += 1) pages.push(page);
  return pages;
}

function place(rows: Map<number, TreeRow>, some: readonly TreeRow[], start: number): void {
  some.forEach((row, index) => {
    rows.set(start + index, row);
  });
}
