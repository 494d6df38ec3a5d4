/** `@property --tw-blur { syntax: "*"; inherits: false }`, as written by Tailwind 4, minified or not. */
const property = /@property\s+(--tw-[\w-]+)\s*\{([^}]*)\}/g;

/**
 * Chrome 114 computes `var(--x, )` to nothing useful when `--x` is registered without an initial value, so
 * Tailwind's rings, shadows, blurs and filters vanish. Those registrations are replaced by plain declarations
 * with the same effect: not set, and not inherited because every element says so. They go to Tailwind's own
 * lowest layer, which its utilities override.
 *
 * @param {string} css a finished style sheet
 * @returns {string}
 */
export function replaceUnsetProperties(css) {
  /** @type {string[]} */
  const names = [];
  const rest = css.replace(property, (rule, name, body) => {
    if (body.includes('initial-value')) return rule;
    names.push(name);
    return '';
  });
  if (names.length === 0) return css;
  const declarations = names.map((name) => `${name}:initial`).join(';');
  return `${rest}@layer properties{*,::before,::after,::backdrop{${declarations}}}`;
}

/**
 * @returns {import('vite').Plugin}
 */
export function tailwindForChrome114() {
  return {
    name: 'tailwind-for-chrome-114',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
          file.source = replaceUnsetProperties(String(file.source));
        }
      },
    },
  };
}
