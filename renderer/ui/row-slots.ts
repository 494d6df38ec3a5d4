export interface PlacedRow {
  index: number;
  key: string;
}

/**
 * Numbers under which the rows in sight are drawn. A row keeps its number for as long as it is in sight, and with it its
 * element and the focus. A row that comes to the place of one that went takes over its number: what was drawn there is
 * filled anew instead of being thrown away, so a filter that exchanges all rows costs less.
 */
export class RowSlots {
  #byKey = new Map<string, number>();
  #byIndex = new Map<number, number>();
  #next = 0;

  /** The numbers of these rows, in their order. The same rows get the same numbers, however often they are asked for. */
  of(rows: readonly PlacedRow[]): number[] {
    const taken = new Set(rows.flatMap(({ key }) => this.#byKey.get(key) ?? []));
    const slots = rows.map((row) => this.#byKey.get(row.key) ?? this.#slotAt(row.index, taken));
    this.#byKey = new Map(rows.map(({ key }, i) => [key, slots[i] ?? 0]));
    this.#byIndex = new Map(rows.map(({ index }, i) => [index, slots[i] ?? 0]));
    return slots;
  }

  #slotAt(index: number, taken: ReadonlySet<number>): number {
    const before = this.#byIndex.get(index);
    if (before !== undefined && !taken.has(before)) return before;
    this.#next += 1;
    return this.#next;
  }
}
