// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import type { Handlers } from '../../../electron/contract';
import { FakeBridge, FakeFailure } from '../support/fake-bridge';
import { ids } from '../support/sample-engines';

let bridge: FakeBridge;

beforeEach(() => {
  localStorage.clear();
});

/** One start of the window's script, as far as its first screen can be drawn. */
async function start(handlers: Partial<Handlers> = {}) {
  bridge = new FakeBridge(handlers);
  Object.assign(window, { layeryard: bridge });
  vi.resetModules();
  const { createQueryClient } = await import('../../../renderer/api/query-client');
  const { readFirstAnswers } = await import('../../../renderer/api/first-answers');
  const { requestKey } = await import('../../../renderer/api/requests');
  const queries = createQueryClient();
  await readFirstAnswers(queries);
  const listOf = (engineId: string) => queries.getQueryData(requestKey('images.list', { engineId }));
  return { queries, state: queries.getQueryState(requestKey('engines.state', undefined)), listOf };
}

const asked = () =>
  bridge.calls.filter(({ name }) => name === 'images.list').map(({ input }) => Object(input).engineId);

it('hold the list of the engine in use', async () => {
  const { listOf } = await start();
  expect(listOf(ids.desktop)).toMatchObject({ engineId: ids.desktop });
  expect(asked()).toEqual([ids.desktop]);
});

it('ask for the list of the last start before it is known which engine is in use', async () => {
  await start();
  let answerState: () => void = () => undefined;
  const known = new Promise<void>((resolve) => {
    answerState = resolve;
  });
  const { 'engines.state': state } = (await import('../support/fake-handlers')).defaultHandlers({
    publish: () => undefined,
  });
  const starting = start({
    'engines.state': async (input) => {
      await known;
      return await state(input);
    },
  });
  await vi.waitFor(() => expect(asked()).toEqual([ids.desktop]));
  answerState();
  const { listOf } = await starting;
  expect(listOf(ids.desktop)).toMatchObject({ engineId: ids.desktop });
  expect(asked(), 'not a second time').toEqual([ids.desktop]);
});

it('are those of the engine in use where another one was used before', async () => {
  localStorage.setItem('engine', 'another');
  const { listOf } = await start();
  expect(asked()).toEqual(['another', ids.desktop]);
  expect(listOf(ids.desktop)).toMatchObject({ engineId: ids.desktop });
  expect(listOf('another')).toBeUndefined();
  await start();
  expect(asked()).toEqual([ids.desktop]);
});

it('keep the reason for which there is none', async () => {
  const reason = { code: 'internal' as const, detail: 'no', params: {}, next: [] };
  const { state } = await start({
    'engines.state': async () => {
      throw new FakeFailure(reason);
    },
  });
  expect(state?.error).toMatchObject({ appError: reason });
});
