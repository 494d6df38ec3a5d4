import type { JobRow } from '../../api/contract';

export interface RowGroup {
  /** What the rows belong to, such as one of several tags; empty when the job has but one thing to do. */
  name: string;
  rows: { row: JobRow; label: string }[];
}

/**
 * Rows of a push of several tags are labelled `REFERENCE LAYER`. The reference becomes the heading of its
 * layers; order is kept.
 */
export function groupRows(rows: readonly JobRow[]): RowGroup[] {
  const groups: RowGroup[] = [];
  for (const row of rows) {
    const space = row.label.lastIndexOf(' ');
    const name = row.label.slice(0, Math.max(space, 0));
    const last = groups.at(-1);
    const item = { row, label: row.label.slice(space + 1) };
    if (last?.name === name) last.rows.push(item);
    else groups.push({ name, rows: [item] });
  }
  return groups;
}
