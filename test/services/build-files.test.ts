import { execFile } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBuildFile, saveBuildFile } from '../../electron/services/build/build-files';

const run = promisify(execFile);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const address = () => ({ folder, file: 'Dockerfile' });
const onDisk = () => readFile(join(folder, 'Dockerfile'), 'utf8');

describe('a Dockerfile that is edited', () => {
  it('is read and saved whole, with its byte order mark and its rights', async () => {
    await writeFile(join(folder, 'Dockerfile'), '\uFEFFFROM a\r\n');
    await chmod(join(folder, 'Dockerfile'), 0o640);
    const read = await readBuildFile(address());
    expect(read.text).toBe('\uFEFFFROM a\r\n');
    const saved = await saveBuildFile({ ...address(), text: `${read.text}RUN x\r\n`, version: read.version });
    expect(await onDisk()).toBe('\uFEFFFROM a\r\nRUN x\r\n');
    expect((await stat(join(folder, 'Dockerfile'))).mode & 0o777).toBe(0o640);
    await saveBuildFile({ ...address(), text: 'FROM b\n', version: saved.version });
    expect(await onDisk()).toBe('FROM b\n');
  });

  it('is never saved over a change made outside, unless that was seen', async () => {
    await writeFile(join(folder, 'Dockerfile'), 'FROM a\n');
    const { version } = await readBuildFile(address());
    await writeFile(join(folder, 'Dockerfile'), 'FROM c\n');
    const mine = { ...address(), text: 'FROM b\n', version };
    await expect(saveBuildFile(mine)).rejects.toMatchObject({
      appError: { code: 'changed-outside', params: { path: join(folder, 'Dockerfile') } },
    });
    expect(await onDisk()).toBe('FROM c\n');
    const { version: seen } = await readBuildFile(address());
    await saveBuildFile({ ...mine, version: seen });
    expect(await onDisk()).toBe('FROM b\n');
  });

  it('is not made where another has come meanwhile, nor brought back where it went', async () => {
    expect(await readBuildFile(address())).toMatchObject({ text: '', version: null });
    await writeFile(join(folder, 'Dockerfile'), 'FROM a\n');
    await expect(saveBuildFile({ ...address(), text: 'x', version: null })).rejects.toThrow(
      'changed-outside',
    );
    const { version } = await readBuildFile(address());
    await rm(join(folder, 'Dockerfile'));
    await expect(saveBuildFile({ ...address(), text: 'x', version })).rejects.toThrow('changed-outside');
  });

  it('is saved through a link', async () => {
    await writeFile(join(folder, 'real'), 'FROM a\n');
    await symlink('real', join(folder, 'Dockerfile'));
    const { version } = await readBuildFile(address());
    await saveBuildFile({ ...address(), text: 'FROM b\n', version });
    expect(await readFile(join(folder, 'real'), 'utf8')).toBe('FROM b\n');
  });

  it('refuses what is no text or no file', async () => {
    await writeFile(join(folder, 'Dockerfile'), Buffer.from([0xff, 0xfe, 0x00]));
    await expect(readBuildFile(address())).rejects.toThrow('UTF-8');
    await expect(readBuildFile({ folder, file: '.' })).rejects.toMatchObject({
      appError: { code: 'file-unreadable' },
    });
    await expect(readBuildFile({ folder: 'x', file: 'y' })).rejects.toMatchObject({
      appError: { code: 'bad-input' },
    });
  });

  it.each<[string, string, (file: string) => Promise<unknown>]>([
    ['a folder', 'is-a-folder', (file) => mkdir(file)],
    ['a link that leads nowhere', 'dangling-link', (file) => symlink('nowhere', file)],
    ['a pipe that nobody writes into', 'not-a-file', (file) => run('mkfifo', [file])],
    ['a socket', 'not-a-file', (file) => listenAt(file)],
    ['50 MB', 'too-long-to-read', (file) => writeFile(file, '').then(() => truncate(file, 50_000_000))],
    ['Latin-1', 'not-utf8', (file) => writeFile(file, Buffer.from('# caf\xe9\nFROM a\n', 'latin1'))],
    ['UTF-16', 'not-utf8', (file) => writeFile(file, Buffer.from('\uFEFFFROM a\n', 'utf16le'))],
  ])('is not read where there is %s, and nothing there is replaced unasked', async (_, why, make) => {
    const file = join(folder, 'Dockerfile');
    await make(file);
    const refused = { appError: { code: 'file-unreadable', params: { path: file }, why } };
    await expect(readBuildFile(address())).rejects.toMatchObject(refused);
    const before = await lstat(file);
    await expect(saveBuildFile({ ...address(), text: 'FROM b\n', version: 'of before' })).rejects.toThrow();
    expect((await lstat(file)).ino).toBe(before.ino);
  });
});

async function listenAt(socket: string): Promise<void> {
  const server = createServer();
  server.listen(socket);
  await once(server, 'listening');
  server.unref();
}
