import { useMemo, useSyncExternalStore } from 'react';

/** Lines that are drawn beyond those in sight, on either side. */
const beyond = 8;

export interface LineMeasures {
  /** Pixels, the same for all lines. */
  lineHeight: number;
  /** Pixels of a heading that stays at the top of the scroller. */
  headerHeight: number;
}

export interface LineWindow {
  /** The lines to draw, the end excluded. */
  start: number;
  end: number;
  /** How many are in sight. */
  room: number;
  /** Scrolls by as little as shows a line whole. */
  reveal: (index: number) => void;
}

/**
 * Which of many lines are to be drawn. A library for lists keeps a place for every line, which takes longer than a frame
 * each time 300,000 of them change; where all lines are of one height, each place is a multiplication.
 *
 * @param scroller what scrolls; null until it is in the document
 */
export function useLineWindow(
  scroller: HTMLElement | null,
  count: number,
  { lineHeight, headerHeight }: LineMeasures,
): LineWindow {
  const view = useMemo(
    () => new View(scroller, { lineHeight, headerHeight }),
    [scroller, lineHeight, headerHeight],
  );
  const first = useSyncExternalStore(view.subscribe, view.first);
  const room = useSyncExternalStore(view.subscribe, view.room);
  const top = Math.min(first, Math.max(0, count - room));
  return {
    start: Math.max(0, top - beyond),
    end: Math.min(count, top + room + 1 + beyond),
    room,
    reveal: view.reveal,
  };
}

/**
 * Where a scroller stands, in whole lines: a drawing follows only when another line comes into sight, and before the
 * frame. It is remembered, since asking the page would have it laid out in the middle of a drawing.
 */
class View {
  readonly #scroller: HTMLElement | null;
  readonly #measures: LineMeasures;
  /** Until it is measured: the lines are there at once, and the page is laid out with them. */
  #height = window.innerHeight * 0.6;
  #top = 0;

  constructor(scroller: HTMLElement | null, measures: LineMeasures) {
    this.#scroller = scroller;
    this.#measures = measures;
    this.#measure();
  }

  readonly first = (): number => Math.floor(this.#top / this.#measures.lineHeight);

  readonly room = (): number =>
    Math.max(1, Math.floor((this.#height - this.#measures.headerHeight) / this.#measures.lineHeight));

  readonly subscribe = (listener: () => void): (() => void) => {
    const scroller = this.#scroller;
    if (scroller === null) return () => undefined;
    const look = () => {
      this.#measure();
      listener();
    };
    scroller.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', look);
      observer.disconnect();
    };
  };

  readonly reveal = (index: number): void => {
    if (this.#scroller === null) return;
    const { lineHeight, headerHeight } = this.#measures;
    const top = index * lineHeight;
    const least = top + lineHeight + headerHeight - this.#height;
    this.#scroller.scrollTop = Math.min(top, Math.max(least, this.#scroller.scrollTop));
  };

  #measure(): void {
    if (this.#scroller === null) return;
    this.#top = this.#scroller.scrollTop;
    this.#height = this.#scroller.clientHeight || this.#height;
  }
}
