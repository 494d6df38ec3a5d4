import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from './fixtures';

/** States of a fuse as they stand in the executable. */
const OFF = '0'.charCodeAt(0);
const ON = '1'.charCodeAt(0);

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test('the app holds what was built and nothing else', ({ release }) => {
  const archive = join(release, 'linux-unpacked/resources/app.asar');
  const names = listPackage(archive, { isPack: false });
  const tops = new Set(names.map((name) => name.split('/')[1]));
  expect([...tops].sort()).toEqual(['dist', 'package.json']);
  expect(names).toContain('/dist/electron/main.cjs');
  expect(names).toContain('/dist/third-party-notices.txt');
});

test('no native module and no app for development is inside', ({ release }) => {
  const files = filesBelow(join(release, 'linux-unpacked'));
  expect(files.filter((name) => /\.node$|default_app|node_modules/.test(name))).toEqual([]);
});

test('only the languages of the window are inside', ({ release }) => {
  expect(readdirSync(join(release, 'linux-unpacked/locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak']);
});

test('the fuses leave no way to run other code with the app', async ({ release }) => {
  const fuses = await getCurrentFuseWire(join(release, 'linux-unpacked/layeryard'));
  expect(fuses[FuseV1Options.RunAsNode]).toBe(OFF);
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(OFF);
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(OFF);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(ON);
  expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(ON);
});

test('the deb brings a desktop entry with its file types, and icons', ({ debContent }) => {
  const share = join(debContent, 'usr/share');
  const entry = readFileSync(join(share, 'applications/layeryard.desktop'), 'utf8');
  expect(entry).toMatch(/^MimeType=.*application\/x-tar;.*text\/x-dockerfile;$/m);
  expect(entry).toMatch(/^Exec=\/opt\/Layeryard\/layeryard %U$/m);
  expect(entry).toMatch(/^StartupWMClass=layeryard$/m);
  expect(readFileSync(join(share, 'mime/packages/layeryard-mime.xml'), 'utf8')).toContain(
    'pattern="Dockerfile"',
  );
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    expect(existsSync(join(share, `icons/hicolor/${size}x${size}/apps/layeryard.png`)), `${size}`).toBe(true);
  }
});
