import { spawn } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundleElectron } from '../../build/bundle-electron.mjs';
import { root } from '../../build/root.mjs';
import { writeFolder } from '../analysis/analyses';
import {
  classicArchive,
  currentArchive,
  gzip,
  ociBlobs,
  ociEntries,
  type SampleImage,
  sampleImage,
} from '../analysis/archives';
import { temporaryFolder } from '../support/temporary-folder';

interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

let program: string;
let image: SampleImage;
let folder: string;
let file: string;

beforeAll(async () => {
  const built = await temporaryFolder();
  // The bundle looks for nothing beside itself but what it brings.
  await bundleElectron(built);
  program = join(built, 'cli.cjs');
  image = await sampleImage();
});
beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder, 'image.tar');
  await writeFile(file, await classicArchive(image));
});

/** Runs the command line as a person would, with no engine anywhere and a home of its own. */
async function layeryard(...args: string[]): Promise<Run> {
  const env = { PATH: process.env.PATH, HOME: folder, DOCKER_HOST: `unix://${folder}/no.sock` };
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, ...output };
}

describe('analyze', () => {
  test('prints the figures for programs', async () => {
    const { code, stdout, stderr } = await layeryard('analyze', file, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual([
      ...['image', 'source', 'platform', 'os', 'layers', 'sizeBytes', 'visibleFiles', 'visibleBytes'],
      ...['unreachableBytes', 'efficiency', 'diveEfficiency', 'diveWastedBytes', 'leaked', 'leakedBytes'],
    ]);
    expect(report).toMatchObject({
      image: 'sample:1',
      source: file,
      platform: 'linux/amd64',
      visibleFiles: 3,
    });
    expect(report.leaked).toEqual([
      { path: 'root/id_rsa', layer: 0, size: 237 },
      { path: 'app/data/a.bin', layer: 0, size: 5000 },
    ]);
    expect((report.layers as object[])[1]).toEqual({
      index: 1,
      diffId: expect.stringMatching(/^sha256:/),
      createdBy: 'RUN step 1',
      entries: 6,
      sizeBytes: 15,
      unreachableBytes: 0,
    });
  });

  test('prints a report for people, without progress where no terminal is', async () => {
    const { code, stdout, stderr } = await layeryard('analyze', 'image.tar');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('sample:1  ·  linux/amd64  ·  Sample Linux 1');
    expect(stdout).toMatch(/Efficiency +1\.6 %/);
    expect(stdout).toContain('root/id_rsa');
  });

  test('takes the folder of a layout, and a packed archive', async () => {
    const { blobs, manifest } = ociBlobs(image, gzip);
    await mkdir(join(folder, 'layout'));
    await writeFolder(join(folder, 'layout'), ociEntries(blobs, { manifests: [manifest] }));
    await writeFile(join(folder, 'image.tar.gz'), gzip(await currentArchive(image)));
    for (const source of ['layout', 'layout/index.json', 'image.tar.gz']) {
      const { code, stdout } = await layeryard('analyze', source, '--json');
      expect({ code, figures: JSON.parse(stdout) }).toMatchObject({
        code: 0,
        figures: { leakedBytes: 5237 },
      });
    }
  });

  test('answers the same when it has it from the cache', async () => {
    const first = await layeryard('analyze', file, '--json');
    expect(await layeryard('analyze', file, '--json')).toEqual(first);
  });
});

describe('rules', () => {
  test.each([
    [['--min-efficiency', '0.01'], 0, ''],
    [['--min-efficiency', '2%'], 1, 'efficiency is 0.0158, at least 0.02 is asked for'],
    [['--max-unreachable', '5.3kB'], 0, ''],
    [['--max-unreachable', '5241'], 0, ''],
    [['--max-unreachable', '5240'], 1, 'are shipped but not visible'],
    [['--fail-on-leaked'], 1, '2 removed files are still in the image'],
  ])('%s', async (options, expected, complaint) => {
    const { code, stderr, stdout } = await layeryard('analyze', file, '--json', ...options);
    expect(code).toBe(expected);
    expect(stderr).toContain(complaint);
    expect(JSON.parse(stdout)).toMatchObject({ image: 'sample:1' });
  });

  test('come from the file of the folder, and the command line overrules them', async () => {
    await writeFile(join(folder, '.layeryard.json'), '{"minEfficiency": "90%", "failOnLeaked": false}');
    expect(await layeryard('analyze', file)).toMatchObject({ code: 1 });
    expect(await layeryard('analyze', file, '--min-efficiency', '0')).toMatchObject({ code: 0 });
    await writeFile(join(folder, 'other.json'), '{"maxUnreachable": "1 MiB"}');
    expect(await layeryard('analyze', file, '--config', 'other.json')).toMatchObject({ code: 0 });
  });

  test.each([
    ['{"minEfficency": 1}', /Unrecognized key/],
    ['{"minEfficiency": "many"}', /no ratio/],
    ['{', /JSON/],
  ])('that make no sense are refused: %s', async (text, reason) => {
    await writeFile(join(folder, '.layeryard.json'), text);
    const { code, stdout, stderr } = await layeryard('analyze', file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(reason);
  });
});

describe('files', () => {
  test('lists the members of a layer, a line each', async () => {
    const { code, stdout } = await layeryard('files', file, '--layer', '1', '--json');
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(Object.keys(lines[0] ?? {})).toEqual([
      ...['layer', 'path', 'type', 'size', 'mode', 'uid', 'gid', 'linkname', 'change'],
    ]);
    expect(lines.map(({ path, type, change }) => [path, type, change])).toEqual([
      ['root', 'directory', 'same'],
      ['root/id_rsa', 'whiteout', 'removed'],
      ['app', 'directory', 'same'],
      ['app/old.txt', 'file', 'content'],
      ['app/link', 'hardlink', 'added'],
      ['app/pointer', 'symlink', 'added'],
    ]);
  });

  test('lists all layers without being told one', async () => {
    const { stdout } = await layeryard('files', file, '--json');
    expect(stdout.trimEnd().split('\n')).toHaveLength(17);
    const { stdout: text } = await layeryard('files', file);
    expect(text).toContain('  1 removed  ');
  });
});

describe('cat', () => {
  test.each([
    [['app/old.txt'], 'new and longer\n'],
    [['/app/old.txt', '--layer', '0'], 'old\n'],
    [['root/id_rsa', '--layer', '0'], `-----BEGIN OPENSSH PRIVATE KEY-----\n${'k'.repeat(200)}\n`],
    [['app/pointer'], 'NAME="Sample"\nID=sample\nPRETTY_NAME="Sample Linux 1"\n'],
  ])('%s', async (args, content) => {
    expect(await layeryard('cat', file, ...args)).toEqual({ code: 0, stdout: content, stderr: '' });
  });

  test.each([['root/id_rsa'], ['app'], ['nothing'], ['app/old.txt', '--layer', '9']])(
    'of what is not there: %s',
    async (...args) => {
      const { code, stdout, stderr } = await layeryard('cat', file, ...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^layeryard: .+\n$/);
    },
  );
});

describe('what cannot be analysed ends with 2 and a reason', () => {
  test.each([
    [['analyze', 'nothing:1'], /cannot reach the engine/],
    [['analyze', '/proc/version'], /not an archive of images/],
    [['analyze'], /analyze takes a source/],
    [['analyse', 'x'], /unknown command: analyse/],
    [['cat', 'x', 'y', '--json'], /cat has no option --json/],
    [['files', 'x', '--layer', 'top'], /top is no number/],
    [['analyze', 'x', '--min-efficiency', '2'], /2 is no ratio/],
    [['analyze', 'x', '--max-unreachable', '5 apples'], /no size/],
    [['analyze', 'x', '--bogus'], /--bogus/],
  ])('%s', async (args, reason) => {
    const { code, stdout, stderr } = await layeryard(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(reason);
  });

  test('damage is named, and the rest is answered', async () => {
    const { blobs, manifest, packed } = ociBlobs(image, gzip);
    const without = blobs.filter(({ content }) => content !== packed[1]);
    await writeFolder(join(folder, 'layout'), ociEntries(without, { manifests: [manifest] }));
    const { code, stdout, stderr } = await layeryard('analyze', 'layout', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'layeryard: layer 1: missing blob\n' });
    expect(JSON.parse(stdout)).toMatchObject({ layers: [{ entries: 8 }, { entries: 0 }, { entries: 3 }] });
  });
});

test('help and version', async () => {
  expect((await layeryard('--help')).stdout).toContain('layeryard cat SOURCE PATH');
  expect((await layeryard('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('runs from the repository by its name', async () => {
  const link = join(folder, 'layeryard');
  await symlink(join(root, 'build/layeryard.mjs'), link);
  program = link;
  expect(await layeryard('--version')).toMatchObject({ code: 0 });
});
