import { expect, it } from 'vitest';
import { visibleText } from '../../../renderer/ui/visible-text';

it.each([
  ['rm \u202ecod.\u202c', 'rm \\u202ecod.\\u202c'],
  ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
  ['\u2066a\u2069 \u200f \u061c \u0000', '\\u2066a\\u2069 \\u200f \\u061c \\u0000'],
  ['one\ttwo\nthree', 'one\ttwo\nthree'],
  ['名称 é 👩‍🚀 <b>&amp;</b>', '名称 é 👩‍🚀 <b>&amp;</b>'],
])('writes out what would change the look of a text: %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});
