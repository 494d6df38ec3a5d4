/**
 * What a person is typing into a reference field, cut for completion. This is about half-written text;
 * whether a finished one is valid is the contract's `images.checkReference`.
 */
export interface ReferenceText {
  /** Before the colon of the tag, `localhost:5000/app`. */
  repository: string;
  /** What follows the colon, perhaps nothing yet; null while no tag was begun. */
  tag: string | null;
}

/** A colon counts as the tag's only after the last slash: before it stands a port. */
export function splitReference(text: string): ReferenceText {
  const trimmed = text.trim();
  const colon = trimmed.indexOf(':', trimmed.lastIndexOf('/') + 1);
  if (colon < 0 || trimmed.includes('@')) return { repository: trimmed, tag: null };
  return { repository: trimmed.slice(0, colon), tag: trimmed.slice(colon + 1) };
}

/** Whether the text stops where the next part has to begin, so that finding fault would only disturb. */
export function isHalfWritten(text: string): boolean {
  return /[/:@._-]$/.test(text.trim());
}

/** Shortest text that is worth a question to a registry. */
const SEARCH_FROM = 2;
/** Letters of a name, in any case: a search is no stickler, but no registry finds blanks. */
const SEARCHABLE = /^[a-z0-9][a-z0-9._/:-]*$/i;

/** The term to search a registry for; null while the text is too short or has its tag already. */
export function searchTermOf(text: string): string | null {
  const { repository, tag } = splitReference(text);
  if (tag !== null || repository.endsWith('/')) return null;
  const name = repository.slice(repository.indexOf('/') + 1);
  return name.length >= SEARCH_FROM && SEARCHABLE.test(repository) ? repository : null;
}

/** The repository whose tags complete the text; null while no tag was begun. */
export function tagsOf(text: string): string | null {
  const { repository, tag } = splitReference(text);
  return tag === null || repository === '' ? null : repository;
}

/** Tags that continue the written one, those that begin with it first, at most `limit`. */
export function matchingTags(tags: readonly string[], written: string, limit = 50): string[] {
  const wanted = written.toLowerCase();
  const found = tags.filter((tag) => tag.toLowerCase().includes(wanted));
  const begins = (tag: string): number => (tag.toLowerCase().startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, limit);
}

/** The reference without its tag, for "all tags". */
export function withoutTag(familiar: string, tag: string): string {
  const end = `:${tag}`;
  return tag !== '' && familiar.endsWith(end) ? familiar.slice(0, -end.length) : familiar;
}
