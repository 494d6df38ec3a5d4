/** The 12 digits by which Docker's commands show an id: no algorithm, no rest. */
export function shortId(id: string): string {
  return id.slice(id.indexOf(':') + 1).slice(0, 12);
}
