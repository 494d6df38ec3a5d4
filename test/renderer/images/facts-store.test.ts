import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImageFacts } from '../../../electron/contract';
import { FactsStore } from '../../../renderer/features/images/data/facts-store';

const facts: ImageFacts = { platform: 'linux/arm64', layers: 3, sharedWith: 0 };
const engine = 'aaaaaaaaaaaa';

describe('facts of images in sight', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are asked for together and only once', async () => {
    const ask = vi.fn(async (_: string, ids: string[]) => Object.fromEntries(ids.map((id) => [id, facts])));
    const store = new FactsStore(engine, ask);
    store.want(['a']);
    store.want(['b', 'a']);
    await vi.runAllTimersAsync();
    store.want(['a', 'b']);
    await vi.runAllTimersAsync();
    expect(ask.mock.calls).toEqual([[engine, ['a', 'b']]]);
    expect(store.get('a')).toEqual(facts);
  });

  it('are not asked for rows that only fly by', async () => {
    const ask = vi.fn(async () => ({}));
    const store = new FactsStore(engine, ask);
    const leave = store.want(['a']);
    leave();
    await vi.runAllTimersAsync();
    expect(ask).not.toHaveBeenCalled();
  });

  it('stay wanted while another row still shows them', async () => {
    const ask = vi.fn(async () => ({ a: facts }));
    const store = new FactsStore(engine, ask);
    const leave = store.want(['a']);
    store.want(['a']);
    leave();
    await vi.runAllTimersAsync();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('come in requests of 500 at most', async () => {
    const sizes: number[] = [];
    const store = new FactsStore(engine, async (_, ids) => {
      sizes.push(ids.length);
      return {};
    });
    store.want(Array.from({ length: 1_200 }, (_, index) => `id ${index}`));
    await vi.runAllTimersAsync();
    expect(sizes).toEqual([500, 500, 200]);
  });

  it('are told to those who follow, and asked again after a failure', async () => {
    const ask = vi
      .fn<(engineId: string, ids: string[]) => Promise<Record<string, ImageFacts>>>()
      .mockRejectedValueOnce(new Error('lost'))
      .mockResolvedValue({ a: facts });
    const store = new FactsStore(engine, ask);
    const told = vi.fn();
    store.subscribe(told);
    store.want(['a']);
    await vi.runAllTimersAsync();
    expect(store.get('a')).toBe('failed');
    store.want(['a']);
    await vi.runAllTimersAsync();
    expect(store.get('a')).toEqual(facts);
    expect(told).toHaveBeenCalledTimes(2);
  });
});
