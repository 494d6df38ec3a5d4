import { parentPort } from 'node:worker_threads';
import type { ToWorker } from './protocol';
import { AnalysisServer } from './worker/server';

/** Entry of the thread that reads layers. */
if (parentPort) {
  const port = parentPort;
  const server = new AnalysisServer(port);
  port.on('message', (message: ToWorker) => server.receive(message));
}
