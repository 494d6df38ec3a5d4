const NEWLINE = 0x0a;
/** No package has so long a name or version; longer values are left out. */
const LONGEST_VALUE = 512;
/** Debian has some 70,000 packages in all. */
const MOST_STANZAS = 200_000;

/** Values by field as it begins a line, `Package:`. */
export type Stanza = Map<string, string>;

/**
 * Reads stanzas: lines that begin with a field's name, blocks apart by empty lines (deb822(5); apk's database has the
 * same shape). Only the fields that are asked for are decoded, so that 16 MB of descriptions cost one pass over bytes.
 */
export function readStanzas(content: Uint8Array, fields: readonly string[]): Stanza[] {
  const wanted = fields.map((field) => Buffer.from(field, 'latin1'));
  const stanzas: Stanza[] = [];
  let stanza: Stanza = new Map();
  let at = 0;
  while (at < content.length && stanzas.length < MOST_STANZAS) {
    const newline = content.indexOf(NEWLINE, at);
    const end = newline === -1 ? content.length : newline;
    if (isEmptyLine(content, at, end)) {
      if (stanza.size > 0) stanzas.push(stanza);
      stanza = new Map();
    } else {
      readLine(content, at, end, wanted, stanza);
    }
    at = end + 1;
  }
  if (stanza.size > 0) stanzas.push(stanza);
  return stanzas;
}

const isEmptyLine = (content: Uint8Array, from: number, to: number): boolean =>
  to === from || (to === from + 1 && content[from] === 0x0d);

/** A field that comes twice has its first value. */
function readLine(content: Uint8Array, from: number, to: number, wanted: Buffer[], stanza: Stanza): void {
  const field = wanted.find((name) => startsWith(content, from, to, name));
  if (field === undefined || to - from > LONGEST_VALUE) return;
  const value = Buffer.from(content.buffer, content.byteOffset + from, to - from)
    .toString('utf8', field.length)
    .trim();
  const key = field.toString('latin1');
  if (!stanza.has(key)) stanza.set(key, value);
}

function startsWith(content: Uint8Array, from: number, to: number, name: Uint8Array): boolean {
  if (to - from < name.length) return false;
  for (let index = 0; index < name.length; index += 1) {
    if (content[from + index] !== name[index]) return false;
  }
  return true;
}
