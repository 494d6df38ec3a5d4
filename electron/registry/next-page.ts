/**
 * The path and query of the next page in a `Link: <…>; rel="next"` header; null on the last page. Only what stays
 * on the same registry is followed, and nothing that was asked for just now.
 */
export function nextPage(link: string | string[] | undefined, current: string): string | null {
  const text = Array.isArray(link) ? link.join(', ') : (link ?? '');
  const target = /<([^>]+)>\s*;\s*rel="?next"?/i.exec(text)?.[1];
  if (target === undefined) return null;
  const base = new URL(current, 'http://registry.invalid');
  const next = new URL(target, base);
  const path = next.pathname + next.search;
  return path === current ? null : path;
}
