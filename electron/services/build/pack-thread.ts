import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { AppError } from '../../contract';
import { CodedError, codedError } from '../../core/coded-error';
import type { PackContext } from './pack-context';

/** What the thread says; it goes on when it is told that pieces were taken. */
export type PackMessage =
  | { says: 'piece'; piece: Uint8Array }
  | { says: 'done' }
  | { says: 'failed'; error: AppError };

/**
 * Packs each context on a thread of its own, from the bundle of `pack-worker.ts`: reading thousands of files takes
 * nothing from the app, also when the file system does not answer.
 */
export function packOnThread(file: string): PackContext {
  return async function* (input, signal) {
    signal.throwIfAborted();
    const worker = new Worker(file, { name: 'pack context', workerData: input });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    try {
      yield* piecesFrom(worker);
    } catch (thrown) {
      signal.throwIfAborted();
      throw thrown;
    } finally {
      signal.removeEventListener('abort', stop);
      await worker.terminate();
    }
  };
}

async function* piecesFrom(worker: Worker): AsyncGenerator<Uint8Array> {
  const said: PackMessage[] = [];
  worker.on('message', (message: PackMessage) => said.push(message));
  const ended = once(worker, 'exit');
  // Told when the next message is waited for.
  ended.catch(() => undefined);
  for (;;) {
    if (said.length === 0) await Promise.race([once(worker, 'message'), ended]);
    const message = said.shift();
    if (message === undefined) throw codedError('internal', 'the thread ended before everything was packed');
    if (message.says === 'failed') throw new CodedError(message.error);
    if (message.says === 'done') return;
    yield message.piece;
    worker.postMessage('taken');
  }
}
