/**
 * Builders write some instructions into the history with Go's `%q` and `%v`: `["nginx" "-g" "daemon off;"]`,
 * `map[80/tcp:{}]`, `&{["CMD" "true"] "30s" "0s" "0s" '\x03'}`. This reads those forms back.
 */

const simpleEscapes = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ['"', '"'],
  ["'", "'"],
  // JSON's own, met where a builder copied a JSON list as it stood.
  ['/', '/'],
]);

const quoted = /^"((?:[^"\\]|\\.)*)"/s;
const escapeSequence = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs;

/** Undoes the escapes of a Go string or rune literal. */
export function unescapeGo(text: string): string {
  return text.replace(escapeSequence, (whole, x?: string, u?: string, big?: string, simple?: string) => {
    if (simple !== undefined) return simpleEscapes.get(simple) ?? whole;
    const code = Number.parseInt(x ?? u ?? big ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * Reads a list of quoted strings at the beginning of a text, separated by spaces (Go) or commas (JSON).
 * Null when the text does not begin with one.
 */
export function readQuotedList(text: string): { items: string[]; rest: string } | null {
  if (!text.startsWith('[')) return null;
  const items: string[] = [];
  let rest = text.slice(1).trimStart();
  while (!rest.startsWith(']')) {
    const match = quoted.exec(rest);
    if (match === null) return null;
    items.push(unescapeGo(match[1] ?? ''));
    rest = rest.slice(match[0].length).replace(/^\s*,?\s*/, '');
  }
  return { items, rest: rest.slice(1) };
}

/** A text that is a quoted list and nothing more; null otherwise. */
export function parseQuotedList(text: string): string[] | null {
  const list = readQuotedList(text.trim());
  return list !== null && list.rest.trim() === '' ? list.items : null;
}

/** A list as a Dockerfile writes it: `["nginx", "-g", "daemon off;"]`. */
export function jsonList(items: string[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
}

/**
 * Words of a `[…]` that Go printed without quotes. `known` are values that may stand in it; those with
 * spaces can only be told apart with their help.
 */
export function parsePlainList(text: string, known: string[]): string[] | null {
  const inner = /^\[(.*)\]$/s.exec(text.trim())?.[1];
  if (inner === undefined) return null;
  const items: string[] = [];
  let rest = inner.trim();
  while (rest !== '') {
    const item = longestPrefix(rest, known) ?? /^\S+/.exec(rest)?.[0] ?? rest;
    items.push(item);
    rest = rest.slice(item.length).trimStart();
  }
  return items;
}

/** The longest of the known values with which a text begins, as whole words. */
export function longestPrefix(text: string, known: string[]): string | undefined {
  const fits = (value: string) =>
    value !== '' && text.startsWith(value) && (text.length === value.length || text[value.length] === ' ');
  return known.filter(fits).sort((a, b) => b.length - a.length)[0];
}

/** Keys of a Go map (`map[443/tcp:{} 80/tcp:{}]`), or null. */
export function parseMapKeys(text: string): string[] | null {
  const inner = /^map\[(.*)\]$/s.exec(text.trim())?.[1];
  if (inner === undefined) return null;
  return inner.split(/\s+/).flatMap((pair) => {
    const key = pair.slice(0, pair.lastIndexOf(':'));
    return key === '' ? [] : [key];
  });
}

/** What `HEALTHCHECK %q` prints: the test, up to four durations and the number of retries as a rune. */
export interface GoHealthcheck {
  test: string[];
  /** `30s`, `1m30s`; in the order interval, timeout, start period, start interval (since 25.0). */
  durations: string[];
  retries: number;
}

const durationLiteral = /^"([^"]*)"\s*/;
const runeLiteral = /^'((?:[^'\\]|\\.[^']*))'\s*\}$/su;

/** Reads `&{["CMD-SHELL" "…"] "30s" "3s" "0s" '\x03'}`; null for anything else. */
export function parseGoHealthcheck(text: string): GoHealthcheck | null {
  const inner = text.trim();
  if (!inner.startsWith('&{')) return null;
  const list = readQuotedList(inner.slice(2).trimStart());
  if (list === null) return null;
  const durations: string[] = [];
  let rest = list.rest.trimStart();
  for (let match = durationLiteral.exec(rest); match !== null; match = durationLiteral.exec(rest)) {
    durations.push(match[1] ?? '');
    rest = rest.slice(match[0].length);
  }
  const rune = runeLiteral.exec(rest)?.[1];
  if (rune === undefined) return null;
  return { test: list.items, durations, retries: unescapeGo(rune).codePointAt(0) ?? 0 };
}
