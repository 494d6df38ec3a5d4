/**
 * The words of a command as a person writes it: blanks separate, quotes and backslashes keep together, as in POSIX
 * shells (2.2 Quoting). Nothing is expanded. Null when a quote is not closed.
 */
export function shellWords(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  while (at < text.length) {
    const part = nextPart(text, at);
    if (part === null) return null;
    if (part.text === null) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + part.text;
    at = part.end;
  }
  if (word !== null) words.push(word);
  return words;
}

interface Part {
  /** Null between words. */
  text: string | null;
  end: number;
}

/** What begins at a place; null for a quote without an end. */
function nextPart(text: string, at: number): Part | null {
  const letter = text.charAt(at);
  if (/\s/.test(letter)) return { text: null, end: at + 1 };
  if (letter === '\\') return { text: text.charAt(at + 1), end: at + 2 };
  if (letter === "'") return singleQuoted(text, at + 1);
  if (letter === '"') return doubleQuoted(text, at + 1);
  return { text: letter, end: at + 1 };
}

function singleQuoted(text: string, from: number): Part | null {
  const end = text.indexOf("'", from);
  return end === -1 ? null : { text: text.slice(from, end), end: end + 1 };
}

function doubleQuoted(text: string, from: number): Part | null {
  let inside = '';
  for (let at = from; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '"') return { text: inside, end: at + 1 };
    const escaped = letter === '\\' && /["\\$`]/.test(text.charAt(at + 1));
    if (escaped) at += 1;
    inside += text.charAt(at);
  }
  return null;
}
