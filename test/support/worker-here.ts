import { MessageChannel } from 'node:worker_threads';
import type { AnalysisPort } from '../../electron/analysis/port';
import type { FromWorker, ToWorker } from '../../electron/analysis/protocol';
import { AnalysisServer } from '../../electron/analysis/worker/server';

/** The worker that reads layers on the test's own thread: tests have no bundle. Messages are cloned as between threads. */
export function workerHere(): AnalysisPort {
  const { port1: host, port2: worker } = new MessageChannel();
  const server = new AnalysisServer(worker);
  worker.on('message', (message: ToWorker) => server.receive(message));
  return {
    post: (message) => host.postMessage(message),
    onMessage: (listener) => host.on('message', (message: FromWorker) => listener(message)),
    onGone: (listener) => host.once('close', () => listener(null)),
    terminate: async () => host.close(),
  };
}
