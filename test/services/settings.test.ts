import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { defaultSettings, SettingsService } from '../../electron/services/settings';
import { temporaryFolder } from '../support/temporary-folder';

let folder: string;
let file: string;
let errors: unknown[];

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'data');
  file = join(folder, 'settings.json');
  errors = [];
});

const open = () => new SettingsService(folder, (thrown) => errors.push(thrown));

test('what is set is there at the next start, for its owner only', async () => {
  const settings = open();
  expect(settings.get()).toEqual(defaultSettings);
  const heard: string[] = [];
  settings.onChange(({ theme }) => heard.push(theme));
  expect(settings.set({ theme: 'dark', language: undefined })).toEqual({ ...defaultSettings, theme: 'dark' });
  settings.windowPlace = { x: 1, y: 2, width: 800, height: 600, maximized: true };
  settings.engine = '0123456789ab';
  await settings.flush();
  expect(heard).toEqual(['dark']);
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  const again = open();
  expect(again.get()).toEqual({ ...defaultSettings, theme: 'dark' });
  expect(again.windowPlace).toEqual({ x: 1, y: 2, width: 800, height: 600, maximized: true });
  expect(again.engine).toBe('0123456789ab');
  expect(errors).toEqual([]);
});

test('a broken file is kept aside, and the app starts with what is usual', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(file, '{"settings": {"theme"');
  const settings = open();
  expect(settings.get()).toEqual(defaultSettings);
  expect(await readFile(`${file}.broken`, 'utf8')).toBe('{"settings": {"theme"');
  expect(existsSync(file)).toBe(false);
  settings.set({ theme: 'light' });
  await settings.flush();
  expect(open().get().theme).toBe('light');
});

test('a file of another kind counts as broken', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(file, '{"settings": {"theme": "pink"}}');
  expect(open().get()).toEqual(defaultSettings);
  expect(existsSync(`${file}.broken`)).toBe(true);
});

test('members that an older release did not know have their usual values', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(file, '{"settings": {"theme": "dark"}}');
  expect(open().get()).toEqual({ ...defaultSettings, theme: 'dark' });
  expect(errors).toEqual([]);
});

test('a folder that cannot be written to is told, and does not stop the app', async () => {
  await writeFile(folder, 'a file where the folder should be');
  const settings = open();
  expect(settings.set({ theme: 'dark' }).theme).toBe('dark');
  await settings.flush();
  expect(errors).not.toEqual([]);
});
