import os from 'node:os';
import path from 'node:path';
import { version } from '../package.json';
import { runCommand } from './services/cli/run-command';
import { workerThread } from './services/cli/worker-thread';

/** Entry of the command line: plain Node, without a window. */
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());
// Whoever reads the output has enough, `head` for one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') stop.abort();
});

runCommand({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  home: os.homedir(),
  version,
  startWorker: workerThread(path.join(__dirname, 'worker.cjs')),
  write: (bytes) =>
    new Promise((resolve, reject) => {
      process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
    }),
  complain: (text) => process.stderr.write(text),
  showsProgress: process.stderr.isTTY,
  signal: stop.signal,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (thrown: unknown) => {
    process.stderr.write(`layeryard: ${String(thrown)}\n`);
    process.exitCode = 2;
  },
);
