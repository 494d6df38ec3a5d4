import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { baseImagesOf } from '../../electron/services/build/dockerfile-outline';
import { inspectContext, resolveContext, suggestTag } from '../../electron/services/build/inspect-context';
import { packContext } from '../../electron/services/build/pack-context';

const signal = new AbortController().signal;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-context-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function files(contents: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

async function packed(dockerfile = 'Dockerfile'): Promise<Record<string, string>> {
  const resolved = await resolveContext(folder, dockerfile);
  const { stream } = await packContext({ ...resolved, dockerfileStats: resolved.stats }, signal);
  const unpack = extract();
  stream.pipe(unpack as unknown as NodeJS.WritableStream);
  const found: Record<string, string> = {};
  for await (const entry of unpack) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(Buffer.from(chunk as Uint8Array));
    const { name, type, linkname } = entry.header;
    found[name] =
      type === 'symlink' ? `-> ${linkname}` : type === 'file' ? Buffer.concat(chunks).toString() : type;
  }
  return found;
}

describe('the tar of a build context', () => {
  it('leaves out what .dockerignore names, lets "!" readmit, and always sends the Dockerfile', async () => {
    await files({
      Dockerfile: 'FROM scratch\n',
      '.dockerignore': 'node_modules\n*.log\n!keep.log\nDockerfile\n',
      'node_modules/a/index.js': 'x',
      'debug.log': 'x',
      'keep.log': 'kept',
      'src/main.c': 'int main;',
    });
    expect(await packed()).toEqual({
      Dockerfile: 'FROM scratch\n',
      '.dockerignore': 'node_modules\n*.log\n!keep.log\nDockerfile\n',
      'keep.log': 'kept',
      'src/': 'directory',
      'src/main.c': 'int main;',
    });
  });

  it('prefers NAME.dockerignore over .dockerignore', async () => {
    await files({
      'web.Dockerfile': 'FROM scratch\n',
      'web.Dockerfile.dockerignore': 'api\n',
      '.dockerignore': 'web\n',
      'api/a': 'a',
      'web/w': 'w',
    });
    const names = Object.keys(await packed('web.Dockerfile'));
    expect(names).toContain('web/w');
    expect(names).not.toContain('api/a');
  });

  it('keeps links as links and never follows them out of the folder', async () => {
    await files({ Dockerfile: 'FROM scratch\n' });
    await symlink('/etc', join(folder, 'outside'));
    expect(await packed()).toEqual({ Dockerfile: 'FROM scratch\n', outside: '-> /etc' });
  });

  it('carries a Dockerfile from outside the context under a name of its own', async () => {
    await files({ 'context/app': 'a', 'docker/Dockerfile': 'FROM scratch\nCOPY app /\n' });
    const outer = folder;
    folder = join(outer, 'context');
    const found = await packed(join(outer, 'docker/Dockerfile'));
    folder = outer;
    expect(found).toEqual({ app: 'a', '.dockerfile.layeryard': 'FROM scratch\nCOPY app /\n' });
  });

  it('sends a file of several chunks whole', async () => {
    await files({ Dockerfile: 'FROM scratch\n', big: 'b'.repeat(3_000_000) });
    expect((await packed()).big?.length).toBe(3_000_000);
  });
});

describe('looking at a dropped path', () => {
  it('finds candidates, stages, arguments and figures', async () => {
    await files({
      Dockerfile: 'ARG VERSION=1.2\nFROM scratch AS base\nARG DEBUG\nFROM base AS final\n',
      'Dockerfile.dev': 'FROM scratch\n',
      '.dockerignore': 'tmp\n*.bin\n',
      'tmp/scratch': '12345',
      'a.bin': '12',
      'data.txt': '123',
      '.env': 'TOKEN=1',
    });
    const found = await inspectContext({ path: folder }, signal);
    expect(found).toMatchObject({
      dockerfiles: ['Dockerfile', 'Dockerfile.dev'],
      dockerfile: 'Dockerfile',
      stages: ['base', 'final'],
      buildArgs: [
        { name: 'VERSION', defaultValue: '1.2' },
        { name: 'DEBUG', defaultValue: '' },
      ],
      ignoredFiles: 1,
      ignoredBytes: 2,
      ignoreFile: '.dockerignore',
      secrets: ['.env'],
      files: 5,
    });
    expect(found.largest[0]?.path).toBe('Dockerfile');
  });

  it('takes the folder of a dropped Dockerfile as the context', async () => {
    await files({ 'Dockerfile.dev': 'FROM scratch\n', Dockerfile: 'FROM scratch\n' });
    const found = await inspectContext({ path: join(folder, 'Dockerfile.dev') }, signal);
    expect([found.folder, found.dockerfile]).toEqual([folder, 'Dockerfile.dev']);
  });

  it('says that a folder has no Dockerfile without failing', async () => {
    await files({ 'a.txt': 'a' });
    expect(await inspectContext({ path: folder }, signal)).toMatchObject({
      dockerfiles: [],
      dockerfile: '',
      files: 1,
    });
  });

  it('names the path that is missing', async () => {
    await expect(inspectContext({ path: join(folder, 'gone') }, signal)).rejects.toMatchObject({
      appError: { code: 'not-found', params: { path: join(folder, 'gone') } },
    });
  });

  it('lists a folder that cannot be read instead of hiding it', async () => {
    await files({ Dockerfile: 'FROM scratch\n', 'locked/a': 'a' });
    await chmod(join(folder, 'locked'), 0);
    const found = await inspectContext({ path: folder }, signal);
    await chmod(join(folder, 'locked'), 0o700);
    // The superuser can read every folder, so nothing is unreadable for it.
    expect(found.unsendable).toEqual(process.getuid?.() === 0 ? [] : ['locked']);
  });
});

describe('the suggested tag', () => {
  it.each([
    ['/home/a/My App_1', 'my-app_1:latest'],
    ['/x/..weird--Name!!', 'weird-name:latest'],
    ['/x/图像', 'image:latest'],
    ['/', 'image:latest'],
  ])('of %s is %s', (path, tag) => {
    expect(suggestTag(path)).toBe(tag);
  });
});

describe('the base images of a Dockerfile', () => {
  it('are those of a registry: no stage, no scratch, nothing made of arguments', () => {
    const text =
      'ARG V=1\nFROM node:22 AS Build\nFROM scratch\nFROM base:$V\nFROM build\nFROM host:5000/a/b@sha256:0\n';
    expect(baseImagesOf(text)).toEqual(['node:22', 'host:5000/a/b@sha256:0']);
  });
});
