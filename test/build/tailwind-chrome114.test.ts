import { describe, expect, it } from 'vitest';
import { fillUnsetProperties } from '../../build/tailwind-chrome114.mjs';

describe('Tailwind on Chrome 114', () => {
  it('gives an empty initial value to what is used with an empty fallback', () => {
    const css = '.a{filter:var(--tw-blur, )var(--tw-sepia,)}@property --tw-blur{syntax:"*";inherits:false}';
    expect(fillUnsetProperties(css)).toBe(
      '.a{filter:var(--tw-blur, )var(--tw-sepia,)}' +
        '@property --tw-blur{syntax:"*";inherits:false;initial-value:;}',
    );
  });

  it('keeps what relies on another fallback', () => {
    const css = '.a{line-height:var(--tw-leading,20px)}@property --tw-leading{syntax:"*";inherits:false}';
    expect(fillUnsetProperties(css)).toBe(css);
  });

  it('keeps registrations with an initial value and those of others', () => {
    const css =
      '.a{box-shadow:var(--tw-shadow, );rotate:var(--angle, )}' +
      '@property --tw-shadow {\n  syntax: "*";\n  inherits: false;\n  initial-value: 0 0 #0000;\n}\n' +
      '@property --angle{syntax:"*";inherits:false}';
    expect(fillUnsetProperties(css)).toBe(css);
  });
});
