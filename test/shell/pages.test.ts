import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isIndexUrl, isOwnUrl } from '../../electron/shell/address';
import { fileArguments } from '../../electron/shell/file-arguments';
import { OpenedFiles } from '../../electron/shell/opened-files';
import { contentSecurityPolicy, resolveAsset } from '../../electron/shell/resolve-asset';
import { placeOnScreens } from '../../electron/shell/window-place';

describe('the pages of the app', () => {
  const folder = path.resolve('/app/dist/renderer');
  const served = (url: string) => resolveAsset(folder, url);

  test('are the files of one folder, with their types', () => {
    expect(served('app://layeryard/')).toEqual({
      file: path.join(folder, 'index.html'),
      type: 'text/html; charset=utf-8',
    });
    expect(served('app://layeryard/assets/main-1.js?v=2#x')).toEqual({
      file: path.join(folder, 'assets/main-1.js'),
      type: 'text/javascript; charset=utf-8',
    });
    expect(served('app://layeryard/a%20b.svg')?.file).toBe(path.join(folder, 'a b.svg'));
  });

  test.each([
    'app://layeryard/../main.cjs',
    'app://layeryard/%2e%2e/electron/main.js',
    'app://layeryard/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://layeryard/..%5c..%5cpackage.json',
    'app://layeryard//etc/passwd.txt',
    'app://layeryard/%00.html',
    'app://layeryard/%ff.html',
    'app://layeryard/secret',
    'app://layeryard/program.exe',
    'app://elsewhere/index.html',
    'https://layeryard/index.html',
    'file:///app/dist/renderer/index.html',
    'nonsense',
  ])('do not include %s', (url) => {
    const asset = served(url);
    if (asset !== null) expect(asset.file.startsWith(folder + path.sep)).toBe(true);
    else expect(asset).toBeNull();
  });

  test('run no script but their own, and talk to nobody', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).toContain("script-src 'self'");
    expect(contentSecurityPolicy).toContain("connect-src 'none'");
    expect(contentSecurityPolicy.match(/script-src[^;]*/)?.[0]).not.toMatch(/unsafe|data:|http/);
  });

  test('are the only ones that count as own', () => {
    expect(isOwnUrl('app://layeryard/index.html')).toBe(true);
    expect(isIndexUrl('app://layeryard/index.html#/images')).toBe(true);
    expect(isIndexUrl('app://layeryard/assets/other.html')).toBe(false);
    for (const url of ['app://layeryard.evil/', 'https://layeryard/', 'app:layeryard', 'about:blank', '']) {
      expect(isOwnUrl(url)).toBe(false);
    }
  });
});

describe('the files of a command line', () => {
  const cwd = path.resolve('/home/me');

  test('are what a packaged app is given', () => {
    expect(fileArguments(['/opt/layeryard', '--no-sandbox', 'a.tar', '/b.tar', '--x=1'], cwd, null)).toEqual([
      path.join(cwd, 'a.tar'),
      path.resolve('/b.tar'),
    ]);
  });

  test('come behind the path of an app that is not packaged', () => {
    const argv = ['electron', '-r', 'loader.js', '--inspect=0', '.', '--user-data-dir=/x', 'a.tar'];
    expect(fileArguments(argv, cwd, cwd)).toEqual([path.join(cwd, 'a.tar')]);
    expect(fileArguments(['electron', '--no-sandbox', '/home/me'], '/elsewhere', cwd)).toEqual([]);
  });
});

test('opened files wait for a page that can be told', () => {
  const told: string[] = [];
  const files = new OpenedFiles((file) => told.push(file));
  files.add(['a', 'b']);
  expect(told).toEqual([]);
  files.deliver();
  files.add(['c']);
  files.deliver();
  expect(told).toEqual(['a', 'b', 'c']);
});

describe('a window opens', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };
  const second = { x: 1920, y: 0, width: 1280, height: 1024 };
  const place = { x: 2000, y: 100, width: 900, height: 700, maximized: false };

  test('where it was left', () => {
    expect(placeOnScreens(place, [screen, second])).toEqual({ x: 2000, y: 100, width: 900, height: 700 });
  });

  test('in the middle when its screen is gone, with the size it had', () => {
    expect(placeOnScreens(place, [screen])).toEqual({ width: 900, height: 700 });
  });

  test('no larger than its screen, and never too small to use', () => {
    expect(placeOnScreens({ ...place, x: 0, width: 5000, height: 10 }, [screen])).toMatchObject({
      width: 1920,
      height: 480,
    });
    expect(placeOnScreens(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toEqual({
      width: 1024,
      height: 600,
    });
  });
});
