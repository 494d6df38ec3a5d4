import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineEndpoint, EngineState } from '../../electron/contract';
import { codedError } from '../../electron/core/coded-error';
import type { Engine, EngineTarget } from '../../electron/engine/engine';
import type { EngineEvent, WatchOptions } from '../../electron/engine/watch-events';
import { endpointsToTry } from '../../electron/services/engines/choose-endpoint';
import { EnginesService } from '../../electron/services/engines/engines-service';
import { capableEngine, fakeEndpoint, fakeTarget } from './fake-engine';

interface Stream extends WatchOptions {
  engine: Engine;
  end: (thrown?: unknown) => void;
}

let targets: EngineTarget[];
/** Names of endpoints that answer. */
let answering: Set<string>;
let streams: Stream[];
let closed: string[];
let connects: string[];
let told: string[];
let states: EngineState[];
let remembered: string | null;
let engines: EnginesService;

const answers: EngineEndpoint['probe'] = {
  state: 'answers',
  version: '20.10',
  product: 'docker',
  storageDriver: 'overlay2',
};
const unreachable = () => codedError('engine-unreachable');

beforeEach(() => {
  vi.useFakeTimers();
  [targets, streams, closed, connects, told, states] = [[], [], [], [], [], []];
  answering = new Set();
  remembered = null;
  engines = new EnginesService({
    access: {
      discover: () => ({ targets, problems: [] }),
      connect: async ({ endpoint }) => {
        connects.push(endpoint.name);
        if (!answering.has(endpoint.name)) throw unreachable();
        return capableEngine({}, { ...endpoint, probe: answers }, () => closed.push(endpoint.name));
      },
      probe: async ({ endpoint }) =>
        answering.has(endpoint.name) ? answers : { state: 'failed', error: unreachable().appError },
      ping: async (engine) => {
        if (!answering.has(engine.name)) throw unreachable();
      },
      watch: (engine, options) =>
        new Promise((resolve, reject) => {
          const aborted = () => resolve();
          options.signal.addEventListener('abort', aborted, { once: true });
          const end = (thrown: unknown = codedError('engine-lost')) => {
            options.signal.removeEventListener('abort', aborted);
            reject(thrown);
          };
          streams.push({ ...options, engine, end });
          options.onOpen?.();
        }),
    },
    publish: (name, payload) => {
      if (name === 'engine.changed') states.push(payload as EngineState);
    },
    remembered: {
      get: () => remembered,
      set: (id) => {
        remembered = id;
      },
    },
    onError: (thrown) => {
      throw thrown;
    },
  });
  engines.follow({
    begin: (id) => told.push(`begin ${id}`),
    connected: (engine) => told.push(`connected ${engine.name}`),
    lost: () => told.push('lost'),
    event: (event) => told.push(`event ${event.id}`),
    gap: () => told.push('gap'),
    end: () => told.push('end'),
  });
});

afterEach(() => {
  engines.close();
});

const settled = () => vi.advanceTimersByTimeAsync(0);
const idOf = (name: string) => fakeEndpoint(name).id;
const event = (id: string, time: string): EngineEvent => ({
  kind: 'image',
  action: 'tag',
  id,
  name: '',
  image: '',
  imageId: '',
  time,
});
const connection = () => engines.state().connection.state;

async function startWith(...found: EngineTarget[]): Promise<void> {
  targets = found;
  engines.start();
  await settled();
}

describe('at start', () => {
  test("the command line's choice is used", async () => {
    answering = new Set(['one', 'two']);
    await startWith(fakeTarget('one'), fakeTarget('two', { cliChoice: true }));
    expect(engines.state()).toMatchObject({ activeId: idOf('two'), connection: { state: 'connected' } });
    expect(engines.state().endpoints.map(({ probe }) => probe.state)).toEqual(['answers', 'answers']);
  });

  test('without an answer from it, no engine is used that nobody asked for', async () => {
    answering = new Set(['other']);
    await startWith(fakeTarget('wished', { cliChoice: true }), fakeTarget('other'));
    expect(engines.state()).toMatchObject({ activeId: null, connection: { state: 'none' } });
    expect(engines.state().endpoints.map(({ probe }) => probe.state)).toEqual(['failed', 'answers']);
    expect(connects).toEqual(['wished']);
  });

  test('the sandbox is used when nothing else answers', async () => {
    answering = new Set(['box']);
    await startWith(fakeTarget('wished', { cliChoice: true }), fakeTarget('box', { source: 'sandbox' }));
    expect(engines.state()).toMatchObject({ activeId: idOf('box'), connection: { state: 'connected' } });
  });

  test('trying again finds an engine that was started meanwhile', async () => {
    await startWith(fakeTarget('wished', { cliChoice: true }));
    expect(connection()).toBe('none');
    answering.add('wished');
    await engines.refresh();
    await settled();
    expect(connection()).toBe('connected');
  });
});

test('endpoints are tried in the order in which they were wished for', () => {
  const local = { host: 'unix:///run/x.sock' };
  const standard = fakeTarget('standard', { ...local, source: 'default', cliChoice: true });
  const known = fakeTarget('known', { ...local, source: 'well-known' });
  const far = fakeTarget('far', { source: 'context' });
  const box = fakeTarget('box', { ...local, source: 'sandbox' });
  const names = (found: EngineTarget[], kept: string | null = null) =>
    endpointsToTry({ targets: found, remembered: kept }).map(({ endpoint }) => endpoint.name);
  expect(names([standard, far, known, box])).toEqual(['standard', 'known', 'box']);
  expect(names([standard, far, known, box], far.endpoint.id)).toEqual(['far', 'box']);
  expect(names([standard, far], 'gone')).toEqual(['standard']);
  const wished = fakeTarget('wished', { source: 'environment', cliChoice: true });
  expect(names([wished, far, known, box], far.endpoint.id)).toEqual(['wished', 'box']);
});

describe('an engine that is lost', () => {
  beforeEach(async () => {
    answering = new Set(['one']);
    await startWith(fakeTarget('one', { cliChoice: true }));
  });

  test('is noticed at the end of its event stream, and found again by itself', async () => {
    answering.clear();
    streams[0]?.end();
    await settled();
    expect(engines.state().connection).toMatchObject({ state: 'lost', info: { version: '20.10' } });
    expect(closed).toEqual(['one']);
    expect(() => engines.require(idOf('one'))).toThrow(/engine-unreachable/);
    answering.add('one');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(connection()).toBe('connected');
    expect(told).toEqual([`begin ${idOf('one')}`, 'connected one', 'lost', 'connected one']);
  });

  test('is asked for more and more seldom', async () => {
    answering.clear();
    streams[0]?.end();
    await vi.advanceTimersByTimeAsync(60_000);
    const inFirstMinute = connects.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connects.length - inFirstMinute).toBeLessThanOrEqual(12);
    expect(engines.state().connection).toMatchObject({ state: 'lost' });
  });
});

describe('an event stream that ends although the engine is there', () => {
  beforeEach(async () => {
    answering = new Set(['one']);
    await startWith(fakeTarget('one', { cliChoice: true }));
  });

  test('is resumed behind the last event, and nothing is said to be lost', async () => {
    streams[0]?.onEvent(event('a', '17.000000001'));
    streams[0]?.end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(streams.map(({ since }) => since)).toEqual([expect.stringMatching(/^\d+$/), '17.000000001']);
    expect(connection()).toBe('connected');
    expect(told).toEqual([`begin ${idOf('one')}`, 'connected one', 'event a']);
  });

  test('counts as incomplete when the engine has more to replay than it keeps', async () => {
    streams[0]?.end();
    await vi.advanceTimersByTimeAsync(1_000);
    for (let count = 0; count < 256; count += 1) streams[1]?.onEvent(event(`${count}`, `${count}.0`));
    expect(told.filter((what) => what === 'gap')).toHaveLength(1);
  });

  test('does not make the app ask without end', async () => {
    const before = streams.length;
    for (let round = 0; round < 60; round += 1) {
      streams.at(-1)?.end();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(streams.length - before).toBeLessThanOrEqual(20);
  });
});

test('while all is well, nothing is asked and no timer runs', async () => {
  answering = new Set(['one']);
  await startWith(fakeTarget('one', { cliChoice: true }));
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(connects).toEqual(['one']);
  expect(streams).toHaveLength(1);
});

describe('switching', () => {
  beforeEach(async () => {
    answering = new Set(['one', 'two']);
    await startWith(fakeTarget('one', { cliChoice: true }), fakeTarget('two'));
  });

  test('ends everything of the old engine and begins with the new one', async () => {
    engines.use(idOf('two'));
    streams[0]?.onEvent(event('late', '1.0'));
    await settled();
    expect(streams[0]?.signal.aborted).toBe(true);
    expect(told.slice(2)).toEqual(['end', `begin ${idOf('two')}`, 'connected two']);
    expect(closed).toEqual(['one']);
    expect(() => engines.require(idOf('one'))).toThrow(/engine-changed/);
    expect(remembered).toBe(idOf('two'));
  });

  test('leaves a job its engine until the job gives it back', async () => {
    const lease = await engines.lease(idOf('one'));
    engines.use(idOf('two'));
    await settled();
    expect(closed).toEqual([]);
    lease.release();
    lease.release();
    expect(closed).toEqual(['one']);
  });

  test("back to the command line's choice follows the command line again", async () => {
    engines.use(idOf('two'));
    engines.use(idOf('one'));
    expect(remembered).toBeNull();
  });

  test('to an engine that does not answer says so and goes on trying', async () => {
    answering.delete('two');
    engines.use(idOf('two'));
    await settled();
    expect(engines.state()).toMatchObject({
      activeId: idOf('two'),
      connection: { state: 'lost', info: null },
    });
    answering.add('two');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(connection()).toBe('connected');
  });

  test('to what is not there is refused', () => {
    expect(() => engines.use('000000000000')).toThrow(/not-found/);
  });
});

test('changes that happen together are told once', async () => {
  answering = new Set(['one']);
  targets = [fakeTarget('one', { cliChoice: true })];
  engines.start();
  await Promise.resolve();
  await Promise.resolve();
  expect(states).toHaveLength(1);
  expect(states[0]?.connection.state).toBe('connecting');
});
