import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleElectron } from '../../build/bundle-electron.mjs';
import { failed } from '../../electron/services/build/look-at';
import { lookOnThread } from '../../electron/services/build/look-thread';
import { measureContext } from '../../electron/services/build/measure-context';
import { measureOnThread } from '../../electron/services/build/measure-thread';
import { packHere } from '../../electron/services/build/pack-context';
import { packOnThread } from '../../electron/services/build/pack-thread';

const signal = new AbortController().signal;
let work = '';
let folder = '';

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'layeryard-threads-'));
  await bundleElectron(join(work, 'electron'));
}, 60_000);
afterAll(() => rm(work, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(work, 'context-'));
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
});

async function makeFiles(folders: number, content: Buffer): Promise<void> {
  for (let number = 0; number < folders; number += 1) {
    const below = join(folder, number % 4 === 0 ? 'left-out' : 'sent', String(number));
    await mkdir(below, { recursive: true });
    const names = Array.from({ length: 100 }, (_, index) => `file-${index}`);
    await Promise.all(names.map((name, index) => writeFile(join(below, name), content.subarray(index))));
  }
  await writeFile(join(folder, '.dockerignore'), 'left-out\n');
}

describe('packing a context on a thread of its own', () => {
  const pack = () => packOnThread(join(work, 'electron/pack.cjs'));
  const input = () => ({ folder, dockerfile: join(folder, 'Dockerfile'), inside: 'Dockerfile' });

  it('gives the same bytes as without one, to whoever takes them slowly too', async () => {
    await makeFiles(4, Buffer.alloc(20_000, 'content'));
    await writeFile(join(folder, 'large'), Buffer.alloc(3_000_001, 'large'));
    const alone: Uint8Array[] = [];
    for await (const piece of packHere(input(), signal)) alone.push(piece);
    const onThread: Uint8Array[] = [];
    for await (const piece of pack()(input(), signal)) {
      onThread.push(piece);
      await new Promise(setImmediate);
    }
    expect(onThread.length).toBeGreaterThan(8);
    expect(Buffer.concat(onThread).equals(Buffer.concat(alone))).toBe(true);
  });

  it('fails with the code and the path of what cannot be sent', async () => {
    await writeFile(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff])]), 'x');
    const packing = async () => {
      for await (const _ of pack()(input(), signal));
    };
    await expect(packing()).rejects.toMatchObject({
      appError: { code: 'name-not-utf8', params: { path: 'a\uFFFD' } },
    });
  });

  it('stops when it is told to, with the reason', async () => {
    await writeFile(join(folder, 'large'), Buffer.alloc(20_000_000));
    const stop = new AbortController();
    const reason = new Error('enough');
    let pieces = 0;
    const packing = async () => {
      for await (const _ of pack()(input(), stop.signal)) {
        pieces += 1;
        stop.abort(reason);
      }
    };
    await expect(packing()).rejects.toBe(reason);
    expect(pieces).toBeLessThan(20);
  });
});

describe('measuring a large context on two threads', () => {
  it('finds what one thread finds', async () => {
    await makeFiles(60, Buffer.from('content'));
    const file = join(folder, 'Dockerfile');
    const found = await measureOnThread(join(work, 'electron/measure.cjs'))(folder, file, { signal });
    expect(found).toEqual(await measureContext(folder, file, { signal }));
    expect([found.files, found.ignoredFiles]).toEqual([4502, 1500]);
  });

  it('has sizes and modes from the second one', async () => {
    const helper = lookOnThread(join(work, 'electron/measure.cjs'), folder);
    await expect.poll(() => helper.hasRoom()).toBe(true);
    helper.ask(3, ['Dockerfile', 'gone']);
    const answers: ReturnType<typeof helper.answers> = [];
    await expect.poll(() => answers.push(...helper.answers())).toBe(1);
    await helper.close();
    const looks = Float64Array.of(13, 0o100644, 0, failed.gone);
    expect(answers).toEqual([{ batch: 3, looks }]);
  });
});
