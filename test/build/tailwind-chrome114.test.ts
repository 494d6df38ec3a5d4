import { describe, expect, it } from 'vitest';
import { replaceUnsetProperties } from '../../build/tailwind-chrome114.mjs';

describe('Tailwind on Chrome 114', () => {
  it('turns a registration without initial value into a declaration on every element', () => {
    const css = '.a{color:red}@property --tw-blur{syntax:"*";inherits:false}@property --tw-ease{syntax:"*"}';
    expect(replaceUnsetProperties(css)).toBe(
      '.a{color:red}@layer properties{*,::before,::after,::backdrop{--tw-blur:initial;--tw-ease:initial}}',
    );
  });

  it('keeps registrations with an initial value and those of others', () => {
    const css =
      '@property --tw-shadow {\n  syntax: "*";\n  inherits: false;\n  initial-value: 0 0 #0000;\n}\n' +
      '@property --angle{syntax:"*";inherits:false}';
    expect(replaceUnsetProperties(css)).toBe(css);
  });
});
