import type { ReactNode } from 'react';

/** A column behind the names of a tree. */
export interface TreeColumn<R> {
  id: string;
  title: string;
  /** Pixels. */
  width: number;
  align?: 'start' | 'end';
  sortable?: boolean;
  /** The first order when its heading is pressed; figures and times start with the largest. */
  descendingFirst?: boolean;
  render: (row: R) => ReactNode;
}

/** Least room for names, pixels. */
const leastName = 190;

/** The first columns that leave room for names; the others come when there is space. */
export function columnsThatFit<R>(columns: readonly TreeColumn<R>[], width: number): TreeColumn<R>[] {
  let left = width - leastName;
  const fitting: TreeColumn<R>[] = [];
  for (const column of columns) {
    left -= column.width;
    if (left < 0) break;
    fitting.push(column);
  }
  return fitting;
}

export function treeTracks(columns: readonly { width: number }[]): string {
  return ['minmax(0, 1fr)', ...columns.map(({ width }) => `${width}px`)].join(' ');
}
