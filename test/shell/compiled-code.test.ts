import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CompiledCode } from '../../electron/shell/compiled-code';
import { temporaryFolder } from '../support/temporary-folder';

const require = createRequire(import.meta.url);
const prototype = Module.prototype as unknown as { _compile: unknown };
const compile = prototype._compile;
let root: string;
let bundle: string;
let folder: string;

beforeEach(async () => {
  root = await temporaryFolder();
  bundle = root;
  folder = path.join(root, 'compiled-code');
  await writeFile(path.join(bundle, 'part.cjs'), 'exports.name = () => "part of " + __dirname;\n');
});

afterEach(() => {
  prototype._compile = compile;
});

/** One start of the app, which runs a module of its bundle and quits. */
async function start(text: string) {
  const file = path.join(bundle, 'main.cjs');
  await writeFile(file, text);
  for (const name of Object.keys(require.cache)) {
    if (name.startsWith(bundle)) delete require.cache[name];
  }
  const code = new CompiledCode({ bundle, folder });
  prototype._compile = compile;
  code.install();
  const { answer } = require(file) as { answer: () => unknown };
  return { answer: answer(), quit: () => code.keep() };
}

/** Whether a start compiles something itself: it then has something to keep. */
async function compiles(text: string): Promise<boolean> {
  const { quit } = await start(text);
  await rm(folder, { recursive: true, force: true });
  quit();
  return existsSync(folder);
}

const text = `const { name } = require('./part.cjs');
exports.answer = () => [name(), module.exports === exports, require('node:path').basename(__filename)];\n`;

it('runs modules as Node does, the first time and from what is kept', async () => {
  const expected = [`part of ${bundle}`, true, 'main.cjs'];
  const first = await start(text);
  expect(first.answer).toEqual(expected);
  first.quit();
  expect((await readdir(folder)).length).toBe(2);
  expect((await start(text)).answer).toEqual(expected);
});

it('compiles nothing that it has kept', async () => {
  (await start(text)).quit();
  expect(await compiles(text)).toBe(false);
});

it('compiles another text, be it as long as the kept one', async () => {
  (await start('exports.answer = () => 1;')).quit();
  const other = await start('exports.answer = () => 2;');
  expect(other.answer).toBe(2);
  other.quit();
  expect((await readdir(folder)).length, 'code of the text before is forgotten').toBe(1);
});

it('compiles what was damaged on disk', async () => {
  (await start(text)).quit();
  for (const name of await readdir(folder)) {
    const kept = await readFile(path.join(folder, name));
    kept[kept.length - 1] = (kept.at(-1) ?? 0) ^ 1;
    await writeFile(path.join(folder, name), kept);
  }
  const again = await start(text);
  expect(again.answer).toContain('main.cjs');
  expect(await compiles(text)).toBe(true);
});

it('leaves modules from elsewhere alone', async () => {
  const other = await temporaryFolder();
  await writeFile(path.join(other, 'other.cjs'), 'module.exports = 7;');
  const { quit } = await start(
    `exports.answer = () => require(${JSON.stringify(path.join(other, 'other.cjs'))});`,
  );
  quit();
  expect((await readdir(folder)).length).toBe(1);
});
