#!/usr/bin/env node
/**
 * `npx layeryard`: the command line from a clone. Installs and builds what is missing, which a fresh clone has to do
 * once, and says so on standard error only: standard output belongs to the command.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './root.mjs';

const program = path.join(root, 'dist/electron/cli.cjs');

async function build() {
  const { ensureDependencies } = await import('./dependencies.mjs');
  await ensureDependencies((line) => console.error(`· ${line}`));
  const { bundle } = await import('./bundle.mjs');
  await bundle();
}

try {
  if (!existsSync(program)) await build();
  createRequire(import.meta.url)(program);
} catch (thrown) {
  console.error(`layeryard: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  process.exitCode = 2;
}
