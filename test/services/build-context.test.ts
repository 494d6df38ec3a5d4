import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BuildContext } from '../../electron/contract';
import { inspectContext, resolveContext } from '../../electron/services/build/inspect-context';
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
  const { stream } = await packContext(resolved, signal);
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

  it('carries a Dockerfile from outside the context under a name that its ignore file hides', async () => {
    await files({
      'context/app': 'a',
      'context/.dockerignore': 'tmp',
      'docker/Dockerfile': 'FROM scratch\nCOPY app /\n',
    });
    const outer = folder;
    folder = join(outer, 'context');
    const found = await packed(join(outer, 'docker/Dockerfile'));
    folder = outer;
    expect(found).toEqual({
      app: 'a',
      '.dockerfile.layeryard': 'FROM scratch\nCOPY app /\n',
      '.dockerignore': 'tmp\n.dockerfile.layeryard\n',
    });
  });

  it('sends an empty file', async () => {
    await files({ Dockerfile: 'FROM scratch\n', 'a/__init__.py': '', b: 'b' });
    expect(await packed()).toEqual({
      Dockerfile: 'FROM scratch\n',
      'a/': 'directory',
      'a/__init__.py': '',
      b: 'b',
    });
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
    const found = await inspectContext({ path: folder }, { signal });
    expect(found).toMatchObject({
      dockerfiles: ['Dockerfile', 'Dockerfile.dev'],
      dockerfile: 'Dockerfile',
      stages: ['base', 'final'],
      buildArgs: [
        { name: 'VERSION', defaultValue: '1.2' },
        { name: 'DEBUG', defaultValue: '' },
      ],
      ignoredFiles: 2,
      ignoredBytes: 7,
      ignoreFile: '.dockerignore',
      secrets: ['.env'],
      files: 5,
    });
    expect(found.largest[0]?.path).toBe('Dockerfile');
  });

  it('takes the folder of a dropped Dockerfile as the context', async () => {
    await files({ 'Dockerfile.dev': 'FROM scratch\n', Dockerfile: 'FROM scratch\n' });
    const found = await inspectContext({ path: join(folder, 'Dockerfile.dev') }, { signal });
    expect([found.folder, found.dockerfile]).toEqual([folder, 'Dockerfile.dev']);
  });

  it('says that a folder has no Dockerfile without failing', async () => {
    await files({ 'a.txt': 'a' });
    expect(await inspectContext({ path: folder }, { signal })).toMatchObject({
      dockerfiles: [],
      dockerfile: '',
      files: 1,
    });
  });

  it('takes no folder for a Dockerfile, and reads nothing of one that nobody wrote by hand', async () => {
    await files({ 'Dockerfile/a': 'a', 'app.Dockerfile': 'FROM scratch AS last\n' });
    expect(await inspectContext({ path: folder }, { signal })).toMatchObject({
      dockerfiles: ['app.Dockerfile'],
      stages: ['last'],
    });
    await truncate(join(folder, 'app.Dockerfile'), 50_000_000);
    expect(await inspectContext({ path: folder }, { signal })).toMatchObject({ stages: [], files: 2 });
  });

  it('does not wait for ignore rules that nobody writes into a pipe', async () => {
    await files({ Dockerfile: 'FROM scratch\n' });
    await promisify(execFile)('mkfifo', [join(folder, '.dockerignore')]);
    await expect(inspectContext({ path: folder }, { signal })).rejects.toMatchObject({
      appError: { code: 'file-unreadable', why: 'not-a-file' },
    });
  });

  it('names the path that is missing', async () => {
    await expect(inspectContext({ path: join(folder, 'gone') }, { signal })).rejects.toMatchObject({
      appError: { code: 'not-found', params: { path: join(folder, 'gone') } },
    });
  });

  it('lists a folder that cannot be read instead of hiding it', async () => {
    await files({ Dockerfile: 'FROM scratch\n', 'locked/a': 'a' });
    await chmod(join(folder, 'locked'), 0);
    const found = await inspectContext({ path: folder }, { signal });
    await chmod(join(folder, 'locked'), 0o700);
    // The superuser can read every folder, so nothing is unreadable for it.
    expect(found.unsendable).toEqual(process.getuid?.() === 0 ? [] : [{ path: 'locked', why: 'unreadable' }]);
  });
});

describe('what stays behind and why', () => {
  it('names the line that decides, also under a folder and after "!"', async () => {
    await files({
      Dockerfile: 'FROM scratch\n',
      '.dockerignore': '# rules\n**/*.log\nnode_modules/\n\n!keep.log\nsrc/**/tmp\ndeep/er\n',
      'a.log': '12',
      'keep.log': '1',
      'deep/er/b.log': '123',
      'node_modules/x/y': '1',
      'src/a/tmp': '1234',
    });
    const found = await inspectContext({ path: folder }, { signal });
    expect(found.ignoreLines).toEqual([
      { line: 2, pattern: '**/*.log', files: 1, bytes: 2, folders: [] },
      { line: 3, pattern: 'node_modules/', files: 1, bytes: 1, folders: ['node_modules'] },
      { line: 6, pattern: 'src/**/tmp', files: 1, bytes: 4, folders: [] },
      { line: 7, pattern: 'deep/er', files: 1, bytes: 3, folders: ['deep/er'] },
    ]);
    expect(found.files).toBe(3);
  });

  it('takes rules that are still being edited, and names folders that are skipped whole', async () => {
    await files({ Dockerfile: 'FROM scratch\n', 'lib/a': '1', '.dockerignore': 'nothing\n' });
    const found = await inspectContext({ path: folder }, { signal, ignoreText: 'lib\n' });
    expect(found.ignoreLines).toEqual([{ line: 1, pattern: 'lib', files: 1, bytes: 1, folders: ['lib'] }]);
    await rm(join(folder, '.dockerignore'));
    expect((await inspectContext({ path: folder }, { signal, ignoreText: 'lib\n' })).ignoreFile).toBe(
      '.dockerignore',
    );
    expect((await inspectContext({ path: folder }, { signal })).ignoreFile).toBe('');
  });

  it('warns of .git, links that lead out, sockets and names that are not UTF-8', async () => {
    await files({ Dockerfile: 'FROM scratch\n', '.git/HEAD': 'x', 'in/a': 'a' });
    await symlink('../etc/passwd', join(folder, 'out'));
    await symlink('in/a', join(folder, 'within'));
    await writeFile(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0x61])]), 'x');
    const server = createServer().listen(join(folder, 'sock'));
    await once(server, 'listening');
    const found = await inspectContext({ path: folder }, { signal });
    server.close();
    expect(found).toMatchObject({ gitFolder: true, leaving: ['out'], complete: true });
    expect(found.unsendable).toEqual([
      { path: 'sock', why: 'socket' },
      { path: '\uFFFDa', why: 'name' },
    ]);
  });

  it('tells figures while it walks', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}`, 'x']));
    await files({ Dockerfile: 'FROM scratch AS a\n', ...many });
    const clock = vi.spyOn(performance, 'now');
    let now = 0;
    clock.mockImplementation(() => {
      now += 100;
      return now;
    });
    const told: BuildContext[] = [];
    const found = await inspectContext(
      { path: folder },
      { signal, onProgress: (context) => told.push(context) },
    );
    clock.mockRestore();
    expect(told[0]).toMatchObject({ complete: false, stages: ['a'], dockerfile: 'Dockerfile' });
    expect(told[0]?.files).toBeLessThan(found.files);
    expect(told.length).toBeGreaterThan(1);
  });

  it('stops walking when another folder is looked at', async () => {
    await files({ Dockerfile: 'FROM scratch\n' });
    await expect(inspectContext({ path: folder }, { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});
