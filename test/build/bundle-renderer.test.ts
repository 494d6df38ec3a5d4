import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bundleRenderer } from '../../build/bundle-renderer.mjs';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

it('a build of the window leaves the mode of the process that asked for it as it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'layeryard-renderer-'));
  folders.push(folder);
  const before = process.env.NODE_ENV;
  const modules = await bundleRenderer(folder);
  expect(modules.some((module) => module.endsWith('renderer/main.tsx'))).toBe(true);
  expect(process.env.NODE_ENV).toBe(before);
});
