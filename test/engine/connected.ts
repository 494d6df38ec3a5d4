import { afterAll, beforeAll, inject } from 'vitest';
import { connectEngine } from '../../electron/engine/connect';
import { discoverEndpoints } from '../../electron/engine/discover-endpoints';
import type { Engine, EngineTarget } from '../../electron/engine/engine';
import { saveImages } from '../../electron/engine/save-images';
import { realSurroundings } from '../../electron/engine/surroundings';
import type { EngineAddress, EngineKind } from '../support/engines';

export const kinds: EngineKind[] = ['classic', 'containerd'];

/** The endpoint that a person gets with these variables and nothing else set. */
export function targetFor(env: Record<string, string>): EngineTarget {
  const [target] = discoverEndpoints(realSurroundings({ DOCKER_CONFIG: '/nonexistent', ...env })).targets;
  if (target === undefined) throw new Error('no endpoint was found');
  return target;
}

/** Connects as the app does with DOCKER_HOST. */
export const connectTo = (host: string): Promise<Engine> => connectEngine(targetFor({ DOCKER_HOST: host }));

/** A connected engine of this run for all tests of a file, closed at its end. */
export function useEngine(kind: EngineKind): { readonly engine: Engine; readonly address: EngineAddress } {
  let connected: Engine | undefined;
  const address = inject('engines')[kind];
  beforeAll(async () => {
    connected = await connectTo(address.host);
  });
  afterAll(() => connected?.close());
  return {
    address,
    get engine() {
      if (connected === undefined) throw new Error('the engine is connected before the tests run');
      return connected;
    },
  };
}

/** The whole archive of some images. */
export async function archiveOf(engine: Engine, images: string[], signal = neverAborted): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const take = async (piece: Buffer) => {
    // The memory of a piece is used again.
    pieces.push(Buffer.from(piece));
  };
  await saveImages(engine, { images }, take, { signal });
  return Buffer.concat(pieces);
}

/** The coded error that work ends with; the work itself failing to fail is a failure. */
export async function failureOf(work: Promise<unknown>) {
  const { CodedError } = await import('../../electron/core/coded-error');
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof CodedError) return thrown.appError;
    throw thrown;
  }
  throw new Error('the work was expected to fail');
}

/** All that a stream of messages says. */
export async function collect<T>(messages: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const message of messages) collected.push(message);
  return collected;
}

export const neverAborted = new AbortController().signal;
