import { Worker } from 'node:worker_threads';
import type { AppError } from '../../contract';
import { CodedError, codedError } from '../../core/coded-error';
import type { Figures, MeasureContext } from './measure-context';

/** What the thread is given. */
export interface MeasureInput {
  /** The bundle that it runs, which its helper runs too. */
  file: string;
  folder: string;
  dockerfile: string;
  ignoreText: string | undefined;
}

/** What the thread says. */
export type MeasureMessage =
  | { says: 'figures'; figures: Figures }
  | { says: 'done'; figures: Figures }
  | { says: 'failed'; error: AppError };

/**
 * Measures each context on a thread of its own, from the bundle of `measure-worker.ts`: the app stays responsive also when
 * the file system does not answer. Aborting ends the thread at once.
 */
export function measureOnThread(file: string): MeasureContext {
  return async (folder, dockerfile, { signal, ignoreText, onProgress }) => {
    signal.throwIfAborted();
    const workerData: MeasureInput = { file, folder, dockerfile, ignoreText };
    const worker = new Worker(file, { name: 'build context', workerData });
    try {
      return await new Promise<Figures>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        worker.once('error', reject);
        worker.once('exit', () => reject(codedError('internal', 'the thread ended without an answer')));
        worker.on('message', (message: MeasureMessage) => {
          if (message.says === 'figures') onProgress?.(message.figures);
          else if (message.says === 'done') resolve(message.figures);
          else reject(new CodedError(message.error));
        });
      });
    } finally {
      await worker.terminate();
    }
  };
}
