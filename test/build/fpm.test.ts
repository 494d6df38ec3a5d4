import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseOrder } from '../../build/fpm.mjs';
import { control } from '../../build/fpm-deb.mjs';
import { specification } from '../../build/fpm-rpm.mjs';

const common = ['-s', 'dir', '--force', '--name', 'layeryard', '--version', '1.2.3~beta', '--license', 'MIT'];

describe('arguments of fpm', () => {
  it('collects repeated options, skips flags and splits files at the last equals sign', () => {
    const order = parseOrder([
      '--force',
      '-t',
      'deb',
      '-d',
      'libnss3',
      '-d',
      'xdg-utils',
      '/tmp/a=b/=/opt/App',
    ]);
    expect(order.options.get('output-type')).toEqual(['deb']);
    expect(order.options.get('depends')).toEqual(['libnss3', 'xdg-utils']);
    expect(order.options.has('force')).toBe(false);
    expect(order.files).toEqual([['/tmp/a=b/', '/opt/App']]);
  });

  it('refuses what it does not understand', () => {
    expect(() => parseOrder(['-t', 'deb', 'something'])).toThrow('something');
  });
});

describe('the control file of a deb', () => {
  it('holds every field that has a value', () => {
    const order = parseOrder([
      ...common,
      '--architecture',
      'amd64',
      '--maintainer',
      'A <a@b.c>',
      '-d',
      'libnss3',
      '-d',
      'xdg-utils',
      '--deb-suggests',
      'docker.io | podman',
      '--category',
      'devel',
      '--description',
      'Short\n Long first\n\n second',
    ]);
    expect(control(order, 42).split('\n')).toEqual([
      'Package: layeryard',
      'Version: 1.2.3~beta',
      'Architecture: amd64',
      'Maintainer: A <a@b.c>',
      'Installed-Size: 42',
      'Depends: libnss3, xdg-utils',
      'Suggests: docker.io | podman',
      'Section: devel',
      'Priority: optional',
      'Description: Short',
      ' Long first',
      ' .',
      ' second',
      '',
    ]);
  });
});

describe('the specification of an rpm', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'layeryard-rpm-'));
    mkdirSync(path.join(folder, 'opt/App'), { recursive: true });
    mkdirSync(path.join(folder, 'usr/share/applications'), { recursive: true });
    writeFileSync(path.join(folder, 'usr/share/applications/app.desktop'), '');
    writeFileSync(path.join(folder, 'script'), 'echo 100%\n');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('owns its own folder, but no folder of the system, and keeps percent signs of scripts', () => {
    const script = path.join(folder, 'script');
    const order = parseOrder([
      ...common,
      '-d',
      'gtk3',
      '--description',
      'What it is',
      '--after-install',
      script,
    ]);
    const lines = specification(order, folder).split('\n');
    const files = lines.slice(lines.indexOf('%files') + 1, lines.indexOf('%post -p /bin/bash'));
    expect(files.filter((line) => line !== '')).toEqual([
      '"/opt/App"',
      '"/usr/share/applications/app.desktop"',
    ]);
    expect(lines).toContain('Requires: gtk3');
    expect(lines).toContain('Summary: What it is');
    expect(lines).toContain('echo 100%%');
  });
});
