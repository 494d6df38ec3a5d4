import { describe, expect, it } from 'vitest';
import { BoundedLog } from '../../electron/core/bounded-log';

const HEAD = 64 * 1024;
const TAIL = 192 * 1024;

function logOf(pieces: Iterable<string>): string {
  const log = new BoundedLog();
  for (const piece of pieces) log.add(piece);
  return log.text();
}

function piecesOf(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  );
}

/** What is kept of a text: its beginning, how much is missing, and its end from a new line on. */
function boundedOf(text: string): string {
  const rest = text.slice(HEAD);
  if (rest.length <= TAIL) return text;
  const end = rest.slice(-TAIL);
  const kept = end.slice(end.indexOf('\n') + 1);
  const gap = `\n[… ${rest.length - kept.length} characters left out …]\n`;
  return text.slice(0, HEAD) + gap + kept;
}

describe('a log that is never longer than a person can read', () => {
  const lines = Array.from({ length: 60_000 }, (_, index) => `line ${index} ${'x'.repeat(index % 37)}\n`);
  const whole = lines.join('');

  it('is kept whole while it is short', () => {
    expect(new BoundedLog().isEmpty).toBe(true);
    expect(logOf(['a\n', '', 'b'])).toBe('a\nb');
    const full = 'y'.repeat(HEAD + TAIL);
    expect(logOf([full]) === full).toBe(true);
  });

  it.each([whole.length, 300_000, 150_000, 4_096, 7])(
    'keeps beginning and end of a long one, in pieces of %i',
    (length) => {
      expect(logOf(piecesOf(whole, length)) === boundedOf(whole)).toBe(true);
    },
  );

  it('says the same whether it was read in between or not', () => {
    const log = new BoundedLog();
    const sizes = lines.map((line, index) => {
      log.add(line);
      return index % 5_000 === 0 ? log.text().length : 0;
    });
    expect(Math.max(...sizes)).toBeLessThan(HEAD + TAIL + 100);
    const [before, after] = [log.text(), boundedOf(whole)];
    expect(before === after).toBe(true);
    expect(log.text() === after).toBe(true);
  });

  it('keeps the end of a text without lines', () => {
    const endless = 'z'.repeat(2_000_000);
    const kept = logOf(piecesOf(endless, 10_000));
    expect(kept.endsWith(`characters left out …]\n${'z'.repeat(TAIL)}`)).toBe(true);
  });
});
