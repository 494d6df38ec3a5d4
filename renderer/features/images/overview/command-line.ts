/** A word that the shell takes as it is. */
const plain = /^[\w@%+=:,./-]+$/;

/**
 * Words of an exec form as one line that a shell would read as the same words, so that a space inside a word
 * can be told from one between words.
 */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** What `/bin/sh -c TEXT` and Windows' `cmd /S /C TEXT` run: their text as a person wrote it, else null. */
export function shellText(words: readonly string[]): string | null {
  const text = words.at(-1);
  const call = words.slice(0, -1).join(' ').toLowerCase();
  if (text === undefined) return null;
  return /^((\/usr)?\/bin\/(ba|da)?sh( -?\w+)* -\w*c|cmd \/s \/c)$/.test(call) ? text : null;
}
