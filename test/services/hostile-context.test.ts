import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, chown, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inspectContext, resolveContext } from '../../electron/services/build/inspect-context';
import { packContext } from '../../electron/services/build/pack-context';

const run = promisify(execFile);
const signal = new AbortController().signal;
const NOBODY = 65_534;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-context-'));
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Packing {
  /** Called with the name of each member when its header has come. */
  onMember?: (name: string) => Promise<void>;
}

/** Names and sizes of what the engine would be sent. */
async function packed({ onMember }: Packing = {}): Promise<Record<string, number>> {
  const { stream } = await packContext(await resolveContext(folder, 'Dockerfile'), signal);
  const unpack = extract();
  const sent: Record<string, number> = {};
  const failure = new Promise<never>((_, reject) => {
    stream.once('error', (error) => {
      reject(error);
      unpack.destroy();
    });
  });
  const reading = (async () => {
    for await (const entry of unpack) {
      await onMember?.(entry.header.name);
      let size = 0;
      for await (const chunk of entry) size += (chunk as Uint8Array).length;
      sent[entry.header.name] = size;
    }
    return sent;
  })();
  stream.pipe(unpack as unknown as NodeJS.WritableStream);
  return await Promise.race([failure, reading]);
}

/** The superuser reads everything: what it may not read is seen as somebody else. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  await chown(folder, NOBODY, NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

const asRoot = process.getuid?.() === 0;

describe('what cannot be read', () => {
  beforeEach(async () => {
    await writeFile(join(folder, 'secret'), 'x', { mode: 0o600 });
    await mkdir(join(folder, 'locked'));
    await writeFile(join(folder, 'locked/a'), 'x');
    await chmod(join(folder, 'locked'), 0o700);
  });

  it.runIf(asRoot)('is shown before the build and named by it', async () => {
    const found = await asNobody(async () => await inspectContext({ path: folder }, { signal }));
    expect(found.unsendable).toEqual([
      { path: 'locked', why: 'unreadable' },
      { path: 'secret', why: 'unreadable' },
    ]);
    await expect(asNobody(packed)).rejects.toMatchObject({
      appError: { code: 'file-unreadable', params: { path: join(folder, 'locked') } },
    });
    await rm(join(folder, 'locked'), { recursive: true });
    await expect(asNobody(packed)).rejects.toMatchObject({
      appError: { code: 'file-unreadable', params: { path: join(folder, 'secret') } },
    });
  });

  it.runIf(asRoot)('is no matter when it stays behind', async () => {
    await writeFile(join(folder, '.dockerignore'), 'locked\nsecret\n');
    expect(Object.keys(await asNobody(packed))).toEqual(['.dockerignore', 'Dockerfile']);
    const found = await asNobody(async () => await inspectContext({ path: folder }, { signal }));
    expect(found.unsendable).toEqual([]);
  });
});

describe('names that are not UTF-8', () => {
  beforeEach(async () => {
    const name = Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff])]);
    await writeFile(name, 'x');
  });

  it('are named by the build', async () => {
    await expect(packed()).rejects.toMatchObject({
      appError: { code: 'name-not-utf8', params: { path: 'a\uFFFD' } },
    });
  });

  it('are no matter when they stay behind, as the error says', async () => {
    await writeFile(join(folder, '.dockerignore'), 'a*\n');
    expect(Object.keys(await packed())).toEqual(['.dockerignore', 'Dockerfile']);
  });
});

describe('what is no file', () => {
  it.runIf(asRoot)('is left out or sent as it is, and never opened', async () => {
    const server = createServer().listen(join(folder, 'socket'));
    await once(server, 'listening');
    await run('mkfifo', [join(folder, 'fifo')]);
    await run('mknod', [join(folder, 'device'), 'c', '1', '5']);
    await symlink('/dev/zero', join(folder, 'link'));
    await symlink('link', join(folder, 'loop'));
    const found = await inspectContext({ path: folder }, { signal });
    const sent = await packed();
    server.close();
    expect(sent).toEqual({ Dockerfile: 13, fifo: 0, link: 0, loop: 0 });
    expect(found).toMatchObject({ files: 1, leaving: ['link'] });
    expect(found.unsendable).toEqual([
      { path: 'device', why: 'device' },
      { path: 'socket', why: 'socket' },
    ]);
  });
});

describe('what changes while it is packed', () => {
  const LARGE = 3_000_000;

  it('is sent with the length it had when it was opened', async () => {
    await writeFile(join(folder, 'log'), Buffer.alloc(LARGE));
    const sent = await packed({
      onMember: async (name) => {
        if (name === 'log') await appendFile(join(folder, 'log'), Buffer.alloc(LARGE));
      },
    });
    expect(sent.log).toBe(LARGE);
  });

  it('is named when it became shorter than the archive says', async () => {
    await writeFile(join(folder, 'log'), Buffer.alloc(LARGE));
    const shrinking = packed({
      onMember: async (name) => {
        if (name === 'log') await truncate(join(folder, 'log'), 10);
      },
    });
    await expect(shrinking).rejects.toMatchObject({
      appError: { code: 'file-unreadable', params: { path: join(folder, 'log') } },
    });
  });

  it('is not sent when it is gone', async () => {
    await mkdir(join(folder, 'b'));
    for (const name of ['a', 'b/x', 'c']) await writeFile(join(folder, name), Buffer.alloc(LARGE));
    const sent = await packed({
      onMember: async (name) => {
        if (name === 'a') for (const gone of ['b', 'c']) await rm(join(folder, gone), { recursive: true });
      },
    });
    expect(sent).toMatchObject({ Dockerfile: 13, a: LARGE });
    expect(sent).not.toHaveProperty('c');
    expect(sent).not.toHaveProperty('b/x');
  });
});

describe('a large context', () => {
  it('is measured and stopped in the middle without reading it whole', async () => {
    await writeFile(join(folder, 'image'), '');
    await truncate(join(folder, 'image'), 5 * 1024 ** 3);
    const found = await inspectContext({ path: folder }, { signal });
    expect(found.largest[0]).toEqual({ path: 'image', sizeBytes: 5 * 1024 ** 3 });
    const abort = new AbortController();
    const onBytes = vi.fn();
    const context = { ...(await resolveContext(folder, 'Dockerfile')), onBytes };
    const { stream } = await packContext(context, abort.signal);
    for await (const chunk of stream) if ((chunk as Buffer).length > 100_000) break;
    expect(stream.destroyed).toBe(true);
    const taken = onBytes.mock.calls.length;
    expect(taken).toBeLessThan(50);
  });
});
