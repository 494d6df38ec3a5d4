import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../renderer/ui/styles/tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf('{', css.indexOf(selector)) + 1;
  const body = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

/** Relative luminance of WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['app', 'surface', 'raised', 'sunken', 'hover', 'selected'];
const onAnyGround = ['fg', 'muted'];
/** Grounds on which quieter texts and tones stand. */
const calm = ['app', 'surface', 'raised', 'sunken'];
const tones = ['accent', 'danger', 'success', 'warning', 'info'];
const code = ['code-keyword', 'code-string', 'code-number', 'code-comment', 'code-name'];

const pairs: [string, string][] = [
  ...onAnyGround.flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
  ...[...tones, 'faint'].flatMap((text) =>
    [...calm, 'hover'].map((ground): [string, string] => [text, ground]),
  ),
  ...['faint', 'danger', 'accent'].map((text): [string, string] => [text, 'selected']),
  ...tones.map((tone): [string, string] => [tone, `${tone}-soft`]),
  ...tones.flatMap((tone) => ['fg', 'muted'].map((text): [string, string] => [text, `${tone}-soft`])),
  ...code.flatMap((text) =>
    ['surface', 'raised', 'sunken'].map((ground): [string, string] => [text, ground]),
  ),
  ['on-accent', 'accent-fill'],
  ['on-accent', 'accent-fill-hover'],
  ['on-danger', 'danger-fill'],
  ['on-danger', 'danger-fill-hover'],
  ['fg', 'code-match'],
];

describe.each([
  ['light', '[data-theme="light"]'],
  ['dark', '[data-theme="dark"] {'],
])('the %s theme', (_name, selector) => {
  const tokens = tokensOf(selector);

  it('shows every text with a contrast of at least 4.5', () => {
    const weak = pairs
      .map(([text, ground]) => ({
        pair: `${text} on ${ground}`,
        contrast: contrast(tokens.get(text) ?? '', tokens.get(ground) ?? ''),
      }))
      // Also true of NaN, which a token that does not exist gives.
      .filter((found) => !(found.contrast >= 4.5));
    expect(weak).toEqual([]);
  });
});
