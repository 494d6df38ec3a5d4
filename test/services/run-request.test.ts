import { describe, expect, test } from 'vitest';
import type { Handlers } from '../../electron/contract';
import { codedError } from '../../electron/core/coded-error';
import { runRequest } from '../../electron/services/run-request';

const unexpected: string[] = [];
const options = { checkAnswers: true, onUnexpected: (name: string) => unexpected.push(name) };

function handlersWith(some: Partial<Handlers>): Handlers {
  return some as Handlers;
}

describe('a request of a window', () => {
  test('is answered when name and input are right', async () => {
    const handlers = handlersWith({ 'jobs.log': async ({ id }) => `log of ${id}` });
    expect(await runRequest(handlers, 'jobs.log', { id: 'a' }, options)).toEqual({
      ok: true,
      value: 'log of a',
    });
  });

  test.each(['nothing.such', '__proto__', 'constructor', 'toString', 7, null, { name: 'jobs.log' }])(
    'with the name %j is refused',
    async (name) => {
      expect(await runRequest(handlersWith({}), name, undefined, options)).toMatchObject({
        ok: false,
        error: { code: 'bad-input' },
      });
    },
  );

  test.each([
    ['jobs.log', { id: 7 }],
    ['jobs.log', undefined],
    ['settings.set', { theme: 'pink' }],
    ['engines.use', { id: '../../etc' }],
    ['jobs.start', { kind: 'format-disk', engineId: '0123456789ab' }],
    ['registries.signIn', { server: 'a', username: 'b', password: '' }],
    ['app.copyText', { text: 'x'.repeat(4_000_001) }],
  ])('%s with the input %j does not reach its handler', async (name, input) => {
    const reached = () => {
      throw new Error('reached');
    };
    const handlers = handlersWith(Object.fromEntries([[name, reached]]));
    const answer = await runRequest(handlers, name, input, options);
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  test('never repeats a password in the error about it', async () => {
    const input = { server: 7, username: 'me', password: 'hunter2' };
    const answer = await runRequest(handlersWith({}), 'registries.signIn', input, options);
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  test('fails with the code of what went wrong', async () => {
    const handlers = handlersWith({
      'jobs.log': async () => {
        throw codedError('not-found', 'no such job', { next: [{ step: 'retry' }] });
      },
    });
    expect(await runRequest(handlers, 'jobs.log', { id: 'a' }, options)).toEqual({
      ok: false,
      error: { code: 'not-found', detail: 'no such job', params: {}, next: [{ step: 'retry' }] },
    });
    expect(unexpected).toEqual([]);
  });

  test('fails as internal, and is logged, when nobody foresaw it', async () => {
    const handlers = handlersWith({
      'jobs.log': async () => {
        throw new TypeError('password=hunter2 is not a function');
      },
    });
    const answer = await runRequest(handlers, 'jobs.log', { id: 'a' }, options);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(unexpected).toEqual(['jobs.log']);
  });
});
