import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ImageSummary } from '../../electron/contract';
import { completeName } from '../../electron/services/images/complete-name';
import { fetchNamed } from '../../electron/services/images/fetch-named';
import { ImageTable } from '../../electron/services/images/image-table';
import { KnownCache } from '../../electron/services/images/known-cache';
import { ListCache } from '../../electron/services/images/list-cache';
import { Settle } from '../../electron/services/images/settle';
import { WorkQueue } from '../../electron/services/images/work-queue';
import { temporaryFolder } from '../support/temporary-folder';

const idOf = (letter: string) => `sha256:${letter.repeat(64)}`;
const image = (letter: string, references: string[], more: Partial<ImageSummary> = {}): ImageSummary => ({
  id: idOf(letter),
  references,
  digests: [],
  created: 0,
  sizeBytes: 1,
  dangling: references.length === 0,
  containers: 0,
  labels: {},
  parentId: '',
  ...more,
});

describe('fetching what an event names', () => {
  /** The engine's truth by id and by name; counts the questions. */
  function engineWith(...images: ImageSummary[]) {
    const asked: string[] = [];
    const fetch = async (name: string) => {
      asked.push(name);
      return images.find(({ id, references }) => id === name || references.includes(name)) ?? null;
    };
    return { asked, fetch };
  }
  const tableOf = (...images: ImageSummary[]) => {
    const table = new ImageTable();
    table.replaceAll(images);
    return table;
  };
  const short = ({ upserts, removals }: Awaited<ReturnType<typeof fetchNamed>>) => ({
    upserts: upserts.map(({ id, references }) => [id.slice(7, 8), ...references].join(' ')).sort(),
    removals: removals.map((id) => id.slice(7, 8)).sort(),
  });

  test('also asks for the image that lost the name', async () => {
    const table = tableOf(image('a', ['x:1', 'x:2']), image('b', []));
    const { fetch } = engineWith(image('a', ['x:2']), image('b', ['x:1']));
    expect(short(await fetchNamed(['x:1'], table, fetch))).toEqual({
      upserts: ['a x:2', 'b x:1'],
      removals: [],
    });
  });

  test('finds the image that a name has left', async () => {
    const table = tableOf(image('a', ['x:1', 'x:2']));
    const { fetch } = engineWith(image('a', ['x:2']));
    expect(short(await fetchNamed(['x:1'], table, fetch))).toEqual({ upserts: ['a x:2'], removals: [] });
  });

  test('shows the parent that a deleted image leaves behind', async () => {
    const table = tableOf(image('b', ['x:1'], { parentId: idOf('a') }));
    const { fetch } = engineWith(image('a', []));
    expect(short(await fetchNamed([idOf('b')], table, fetch))).toEqual({ upserts: ['a'], removals: ['b'] });
  });

  test('hides a nameless image once something is built on it', async () => {
    const table = tableOf(image('a', []));
    const { fetch } = engineWith(image('b', ['x:1'], { parentId: idOf('a') }));
    expect(short(await fetchNamed(['x:1'], table, fetch))).toEqual({ upserts: ['b x:1'], removals: ['a'] });
  });

  test('asks once for a thousand names of one image', async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `x:${index}`);
    const { fetch, asked } = engineWith(image('a', names));
    await fetchNamed(names, tableOf(), fetch);
    expect(asked.length).toBeLessThanOrEqual(4);
  });
});

describe('the table', () => {
  test('answers only what a new list changes', () => {
    const table = new ImageTable();
    table.replaceAll([image('a', ['x:1']), image('b', ['y:1'])]);
    const change = table.replaceAll([image('a', ['x:1']), image('c', [])]);
    expect(change.upserted.map(({ id }) => id)).toEqual([idOf('c')]);
    expect(change.removed).toEqual([idOf('b')]);
  });

  test('keeps the containers of an image that is fetched again', () => {
    const table = new ImageTable();
    table.replaceAll([image('a', [])]);
    expect(table.countContainers([idOf('a'), idOf('a')]).upserted[0]?.containers).toBe(2);
    expect(table.apply([image('a', ['x:1'])], []).upserted[0]).toMatchObject({
      references: ['x:1'],
      containers: 2,
    });
    expect(table.countContainers([idOf('a'), idOf('a')]).upserted).toEqual([]);
    expect(table.countContainers([]).upserted[0]?.containers).toBe(0);
  });
});

describe('gathering', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('hands a single change on at once, and a storm in a handful of batches', async () => {
    const batches: number[] = [];
    const settle = new Settle<number>(
      async (keys) => void batches.push(keys.size),
      () => undefined,
    );
    settle.add([0]);
    await vi.advanceTimersByTimeAsync(25);
    expect(batches).toEqual([1]);
    for (let event = 0; event < 1_000; event += 1) {
      settle.add([event]);
      await vi.advanceTimersByTimeAsync(5);
    }
    await vi.advanceTimersByTimeAsync(5_000);
    expect(batches.reduce((sum, size) => sum + size, 0)).toBe(1_001);
    expect(batches.length).toBeLessThanOrEqual(10);
    settle.add([0]);
    await vi.advanceTimersByTimeAsync(25);
    expect(batches.at(-1)).toBe(1);
  });

  test('works on one batch at a time and waits as long as the last one took', async () => {
    let atOnce = 0;
    let most = 0;
    let batches = 0;
    const settle = new Settle<number>(
      async () => {
        batches += 1;
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setTimeout(resolve, 10_000));
        atOnce -= 1;
      },
      () => undefined,
    );
    for (let event = 0; event < 100; event += 1) {
      settle.add([event]);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(most).toBe(1);
    expect(batches).toBeLessThanOrEqual(6);
  });

  test('ends for good', async () => {
    let worked = false;
    const settle = new Settle<number>(
      async () => {
        worked = true;
      },
      () => undefined,
    );
    settle.add([1]);
    settle.stop();
    settle.add([2]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(worked).toBe(false);
  });
});

describe('the queue of inspects', () => {
  test('does each key once, what is looked at first and newest first', async () => {
    const order: string[] = [];
    const open: (() => void)[] = [];
    const queue = new WorkQueue<string>(
      (key) => {
        order.push(key);
        return new Promise((resolve) => open.push(() => resolve(key)));
      },
      { urgent: 1, idle: 1 },
    );
    const first = queue.later('a');
    const rest = [queue.later('b'), queue.now('c'), queue.now('d'), queue.now('b'), queue.later('d')];
    while (order.length < 4 || open.length > 0) {
      open.shift()?.();
      await Promise.resolve();
    }
    expect(await Promise.all([first, ...rest])).toEqual(['a', 'b', 'c', 'd', 'b', 'd']);
    expect(order).toEqual(['a', 'b', 'd', 'c']);
  });

  test('can be dropped, but not what has begun', async () => {
    let finish: (value: string) => void = () => undefined;
    const queue = new WorkQueue<string>(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
      { urgent: 1, idle: 1 },
    );
    const begun = queue.now('a');
    const waiting = queue.later('b');
    queue.drop(new Error('left'));
    await expect(waiting).rejects.toThrow('left');
    finish('done');
    expect(await begun).toBe('done');
  });
});

describe('caches on disk', () => {
  test('give back the list of each engine, and nothing for what is broken', async () => {
    const folder = await temporaryFolder();
    const cache = new ListCache(join(folder, 'lists'));
    const images = Array.from({ length: 1_200 }, (_, index) => image('a', [`x:${index}`]));
    await cache.write('engine-one', { listedAt: 7, images });
    expect(await cache.read('engine-one')).toEqual({ listedAt: 7, images });
    expect(await cache.read('engine-two')).toBeNull();
    await writeFile(join(folder, 'lists', 'engine-two.jsonl'), '{"version":1,"listedAt":7}\n{"id":');
    expect(await cache.read('engine-two')).toBeNull();
  });

  test('grow by what is learned and forget nothing but what is broken', async () => {
    const file = join(await temporaryFolder(), 'known.jsonl');
    const errors: unknown[] = [];
    const known = (letter: string) => ({
      id: idOf(letter),
      os: 'linux',
      architecture: 'amd64',
      variant: '',
      layers: [idOf('f')],
      created: 1,
      parentId: '',
    });
    const first = new KnownCache(file, (thrown) => errors.push(thrown));
    expect(await first.read()).toEqual([]);
    first.add(known('a'));
    await first.flush();
    const second = new KnownCache(file, (thrown) => errors.push(thrown));
    expect(await second.read()).toEqual([known('a')]);
    second.add(known('b'));
    await second.flush();
    expect(await new KnownCache(file, () => undefined).read()).toEqual([known('a'), known('b')]);
    expect(errors).toEqual([]);
  });
});

test('names are completed best first', () => {
  const images = [
    image('a', ['nginx:1', 'nginx:latest'], { created: 1 }),
    image('b', ['registry.example/team/nginx:1'], { created: 3 }),
    image('c', ['mynginx:1'], { created: 2 }),
  ];
  expect(completeName(images, 'Nginx')).toEqual([
    'nginx:1',
    'nginx:latest',
    'registry.example/team/nginx:1',
    'mynginx:1',
  ]);
  expect(completeName(images, '')[0]).toBe('registry.example/team/nginx:1');
  expect(completeName(images, 'absent')).toEqual([]);
});
