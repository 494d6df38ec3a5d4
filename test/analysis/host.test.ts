import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AnalysisHost } from '../../electron/analysis/host';
import type { AnalysisPort } from '../../electron/analysis/port';
import type { FromWorker, ToWorker } from '../../electron/analysis/protocol';

/** A worker whose answers the test gives. */
class FakeWorker {
  readonly got: ToWorker[] = [];
  terminated = false;
  #onMessage: (message: FromWorker) => void = () => undefined;
  #onGone: (reason: Error | null) => void = () => undefined;

  readonly port: AnalysisPort = {
    post: (message) => {
      this.got.push(message);
      if (message.type === 'close') this.say({ type: 'closed' });
    },
    onMessage: (listener) => {
      this.#onMessage = listener;
    },
    onGone: (listener) => {
      this.#onGone = listener;
    },
    terminate: async () => {
      this.terminated = true;
    },
  };

  say(message: FromWorker): void {
    this.#onMessage(message);
  }

  die(reason: Error | null): void {
    this.#onGone(reason);
  }

  /** Calls in their order. */
  get calls(): (ToWorker & { type: 'call' })[] {
    return this.got.filter((message) => message.type === 'call');
  }
}

let workers: FakeWorker[];
let problems: unknown[];
let host: AnalysisHost;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  problems = [];
  host = new AnalysisHost({
    start: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker.port;
    },
    settings: { cacheFolder: '/cache', cacheBytes: 1, spoolFolder: '/spool' },
    onReading: () => undefined,
    onProblem: (thrown) => problems.push(thrown),
  });
});
afterEach(() => vi.useRealTimers());

const worker = (index = -1): FakeWorker => {
  const found = workers.at(index);
  if (!found) throw new Error('no worker was started');
  return found;
};
const find = () => host.call('layers.find', { request: { treeId: 'tree', path: 'etc' }, engine: null });
const answer = (call = 0, value: unknown = { node: 7 }) =>
  worker().say({ type: 'answer', id: worker().calls[call]?.id ?? -1, value });

test('the worker starts with the first call, and is told its settings', async () => {
  expect(workers).toEqual([]);
  const found = find();
  answer();
  expect(await found).toEqual({ node: 7 });
  expect(worker().got.map(({ type }) => type)).toEqual(['settings', 'call']);
});

test('answers find their calls in whatever order they come', async () => {
  const [first, second] = [find(), find()];
  answer(1, { node: 2 });
  answer(0, { node: 1 });
  expect([await first, await second]).toEqual([{ node: 1 }, { node: 2 }]);
  expect(workers).toHaveLength(1);
});

test('errors keep their codes', async () => {
  const found = find();
  const error = { code: 'not-found' as const, detail: 'forgotten', params: {}, next: [] };
  worker().say({ type: 'error', id: worker().calls[0]?.id ?? -1, error });
  await expect(found).rejects.toMatchObject({ appError: error });
});

describe('a worker that dies', () => {
  test('is told to everybody who waits, and the next call starts another', async () => {
    const [first, second] = [find(), find()];
    worker().die(new Error('out of memory'));
    for (const found of [first, second]) {
      await expect(found).rejects.toMatchObject({
        appError: {
          code: 'internal',
          detail: expect.stringContaining('out of memory'),
          next: [{ step: 'retry' }],
        },
      });
    }
    expect(problems).toHaveLength(1);
    const again = find();
    answer();
    expect(await again).toEqual({ node: 7 });
    expect(workers).toHaveLength(2);
  });
});

describe('a question that takes too long', () => {
  test('ends with its worker', async () => {
    const found = find();
    const refused = expect(found).rejects.toMatchObject({ appError: { code: 'timeout' } });
    await vi.advanceTimersByTimeAsync(20_000);
    await refused;
    expect(worker().terminated).toBe(true);
    const again = find();
    answer();
    expect(await again).toEqual({ node: 7 });
  });

  test('does not include the reading of an archive', async () => {
    const source = { kind: 'archive' as const, path: '/image.tar' };
    const analysed = host.call('analyse', { source, engine: null });
    await vi.advanceTimersByTimeAsync(3_600_000);
    answer(0, { opened: { state: 'unknown' }, cached: false });
    expect(await analysed).toMatchObject({ cached: false });
    expect(worker().terminated).toBe(false);
  });
});

describe('cancelling', () => {
  test('tells the worker, and ends with the reason when it has stopped', async () => {
    const stop = new AbortController();
    const source = { kind: 'archive' as const, path: '/image.tar' };
    const analysed = host.call('analyse', { source, engine: null }, { signal: stop.signal });
    const ended = expect(analysed).rejects.toMatchObject({ name: 'AbortError' });
    stop.abort();
    const { id } = worker().calls[0] ?? { id: -1 };
    expect(worker().got.at(-1)).toEqual({ type: 'cancel', id });
    worker().say({ type: 'error', id, error: { code: 'internal', detail: 'aborted', params: {}, next: [] } });
    await ended;
  });
});

describe('pieces', () => {
  const extract = (onPiece: (bytes: Uint8Array) => Promise<void>) =>
    host.call('extract', { treeId: 'tree', path: 'a', layer: 0, form: 'file', engine: null }, { onPiece });

  test('are asked for one by one', async () => {
    let take: () => void = () => undefined;
    const extracted = extract(() => new Promise((resolve) => (take = resolve)));
    const { id } = worker().calls[0] ?? { id: -1 };
    worker().say({ type: 'piece', id, bytes: new Uint8Array(3) });
    await vi.advanceTimersByTimeAsync(0);
    expect(worker().got.at(-1)?.type).toBe('call');
    take();
    await vi.advanceTimersByTimeAsync(0);
    expect(worker().got.at(-1)).toEqual({ type: 'taken', id });
    answer(0, { bytes: 3 });
    expect(await extracted).toEqual({ bytes: 3 });
  });

  test('that cannot be taken end the call', async () => {
    const extracted = extract(async () => {
      throw new Error('the disk is full');
    });
    const { id } = worker().calls[0] ?? { id: -1 };
    const refused = expect(extracted).rejects.toThrow('the disk is full');
    worker().say({ type: 'piece', id, bytes: new Uint8Array(3) });
    await refused;
    expect(worker().got.at(-1)).toEqual({ type: 'cancel', id });
  });
});

test('a worker that nobody needs ends after a while, with everything that it keeps', async () => {
  const found = find();
  answer();
  await found;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(worker().got.at(-1)).toEqual({ type: 'close' });
  expect(worker().terminated).toBe(true);
  const again = find();
  answer();
  expect(await again).toEqual({ node: 7 });
  expect(workers).toHaveLength(2);
});
