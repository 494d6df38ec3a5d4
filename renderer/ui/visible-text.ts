/**
 * Characters that change how the text around them looks without being seen: control characters but tab and line
 * break, and those that turn the direction of writing (Unicode UAX #9), by which a command can be made to read
 * otherwise than it runs.
 */
const hidden = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text of strangers with such characters written out, for example `\u202e`. To be shown; copies keep the original. */
export function visibleText(text: string): string {
  return text.replace(hidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
