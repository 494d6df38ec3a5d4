/** `@property --tw-blur { syntax: "*"; inherits: false }`, as written by Tailwind 4, minified or not. */
const property = /@property\s+(--tw-[\w-]+)\s*\{([^}]*)\}/g;

/** A use with an empty fallback, `var(--tw-blur,)`. */
const emptyFallback = /var\(\s*(--tw-[\w-]+)\s*,\s*\)/g;

/**
 * Chrome 114 computes `var(--x, )` to nothing useful when `--x` is registered without an initial value, so
 * Tailwind's rings, shadows, blurs and filters vanish. An empty initial value means the same and works. Only
 * properties that are used so get one: others rely on a fallback that is not empty, which an initial value
 * would take the place of.
 *
 * Declaring the properties on `*` would cure it too, but then each element of the page carries some thirty
 * declarations, and styling a row of a table takes twice as long.
 *
 * @param {string} css a finished style sheet
 * @returns {string}
 */
export function fillUnsetProperties(css) {
  const needed = new Set([...css.matchAll(emptyFallback)].map((match) => match[1]));
  return css.replace(property, (rule, name, body) => {
    if (body.includes('initial-value') || !needed.has(name)) return rule;
    return `@property ${name}{syntax:"*";inherits:false;initial-value:;}`;
  });
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
          file.source = fillUnsetProperties(String(file.source));
        }
      },
    },
  };
}
