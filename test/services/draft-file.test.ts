import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DraftFile } from '../../electron/services/jobs/draft-file';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-draft-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a file that is written as a draft', () => {
  it('has its name only when it is complete', async () => {
    const file = join(folder, 'a.tar');
    const draft = await DraftFile.create(file, false);
    await draft.write(Buffer.from('all of it'));
    expect(await readdir(folder)).not.toContain('a.tar');
    await draft.complete(false);
    expect(await readdir(folder)).toEqual(['a.tar']);
    expect(await readFile(file, 'utf8')).toBe('all of it');
  });

  it('leaves nothing when it is discarded', async () => {
    const draft = await DraftFile.create(join(folder, 'a.tar'), false);
    await draft.write(Buffer.from('half'));
    await draft.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not replace a file unless it was asked to', async () => {
    const file = join(folder, 'a.tar');
    await writeFile(file, 'kept');
    await expect(DraftFile.create(file, false)).rejects.toMatchObject({ appError: { code: 'file-exists' } });
    const draft = await DraftFile.create(file, true);
    await draft.complete(true);
    expect(await readFile(file, 'utf8')).toBe('');
  });

  it('never takes the place of a folder', async () => {
    const file = join(folder, 'a.tar');
    await mkdir(file);
    await expect(DraftFile.create(file, true)).rejects.toMatchObject({
      appError: { code: 'file-unwritable', params: { path: file } },
    });
    expect(await readdir(folder)).toEqual(['a.tar']);
  });
});
