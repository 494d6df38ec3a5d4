import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBuildFile, saveBuildFile } from '../../electron/services/build/build-files';

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

  it('is never saved over a change made outside, unless that is wanted', async () => {
    await writeFile(join(folder, 'Dockerfile'), 'FROM a\n');
    const { version } = await readBuildFile(address());
    await writeFile(join(folder, 'Dockerfile'), 'FROM c\n');
    const mine = { ...address(), text: 'FROM b\n', version };
    await expect(saveBuildFile(mine)).rejects.toMatchObject({
      appError: { code: 'changed-outside', params: { path: join(folder, 'Dockerfile') } },
    });
    expect(await onDisk()).toBe('FROM c\n');
    await saveBuildFile({ ...mine, force: true });
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
});
