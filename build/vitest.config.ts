import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Two projects: `unit` needs nothing but Node; `engine` drives real Docker Engines and registries, which
 * its global set-up starts and removes, so its files run one after the other and may take long.
 */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'test/{build,cli,core,contract,services,registry,analysis,ipc,shell,renderer}/**/*.test.{ts,tsx}',
          ],
          exclude: ['test/services/with-engine/**'],
          // A whole window in a test takes a second, on a busy machine several.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['test/engine/**/*.test.ts', 'test/services/with-engine/**/*.test.ts'],
          globalSetup: 'test/support/global-setup.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
