import path from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { root } from './root.mjs';
import { tailwindForChrome114 } from './tailwind-chrome114.mjs';

/**
 * Bundles the window for the oldest Chromium that the app runs on.
 *
 * @param {string} folder absolute output folder
 * @returns {Promise<string[]>} absolute paths of the modules that went into it
 */
export async function bundleRenderer(folder) {
  const built = await withOwnMode(() => buildWith(folder));
  if (!('output' in built)) throw new Error('vite did not build once and to the end');
  return built.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
}

/**
 * Vite sets NODE_ENV to `production` for its whole process. What runs after the build, such as the tests, must not inherit
 * it: React leaves its test helpers out there.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withOwnMode(work) {
  const before = process.env.NODE_ENV;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/**
 * Nothing is painted before the script has run: an empty page first would cost a whole frame, in which nothing is seen, in
 * the middle of drawing the list.
 *
 * @type {import('vite').Plugin}
 */
const paintWithScript = {
  name: 'paint-with-script',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replaceAll('<script type="module"', '<script type="module" blocking="render"'),
  },
};

/** @param {string} folder */
async function buildWith(folder) {
  return await build({
    configFile: false,
    root: path.join(root, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react(), tailwind(), tailwindForChrome114(), paintWithScript],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome114',
      // The content security policy allows neither inline script nor data: URLs.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      // What the first paint needs comes in one piece: each request goes through the main process.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
    },
  });
}
