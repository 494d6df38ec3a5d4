import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './protocol';

/** A worker, as its host sees it. */
export interface AnalysisPort {
  post(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Told once when it is gone, whatever the reason. */
  onGone(listener: (reason: Error | null) => void): void;
  /** Ends it at once, whatever it is doing. */
  terminate(): Promise<void>;
}

/** Makes a worker; the host does so when it is first needed. */
export type StartWorker = () => AnalysisPort;

/** Starts workers on threads of their own, from the bundle of `worker.ts`. */
export function workerThread(file: string): StartWorker {
  return () => {
    const worker = new Worker(file, { name: 'layers' });
    let told = false;
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => worker.on('message', listener),
      onGone: (listener) => {
        const gone = (reason: Error | null) => {
          if (!told) listener(reason);
          told = true;
        };
        worker.once('error', gone);
        worker.once('exit', () => gone(null));
      },
      terminate: async () => {
        await worker.terminate();
      },
    };
  };
}
