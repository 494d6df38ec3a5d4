import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const test = fileURLToPath(new URL('../test', import.meta.url));

/**
 * `e2e` drives the built app in its real window, `package` the packaged one. `npm test -- e2e` sets the
 * environment that they need (runtime, display).
 */
export default defineConfig({
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  projects: [
    { name: 'e2e', testDir: `${test}/e2e`, outputDir: `${test}/output/e2e` },
    { name: 'package', testDir: `${test}/package`, outputDir: `${test}/output/package` },
  ],
});
