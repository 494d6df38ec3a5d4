import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const GUARD = fileURLToPath(new URL('./guard.sh', import.meta.url));
const READY_EVERY = 30;

/** A server program of a test. It ends with this process, also when that is killed. */
export interface GuardedProcess {
  /** What it has written to its standard output and error. */
  output(): string;
  stop(): Promise<void>;
}

export interface GuardOptions {
  /** Asks the program whether it is ready; called again and again until it says yes. */
  ready: () => Promise<boolean>;
  /** Ends the program, `TERM` by default. */
  signal?: 'TERM' | 'KILL';
  /** Milliseconds until it must be ready, 20,000 by default. */
  timeout?: number;
}

/**
 * Starts a server program and waits until it is ready.
 *
 * @throws {Error} with the program's output when it ends or is not ready in time
 */
export async function startGuarded(command: string[], options: GuardOptions): Promise<GuardedProcess> {
  const { ready, signal = 'TERM', timeout = 20_000 } = options;
  const child = spawn('sh', [GUARD, signal, ...command], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const closed = once(child, 'close');
  for (const handle of [child, ...child.stdio]) (handle as Socket).unref();
  const stop = async (): Promise<void> => {
    child.ref();
    child.stdin.end();
    await closed;
  };
  const deadline = Date.now() + timeout;
  while (!(await ready())) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${command.join(' ')} did not get ready:\n${output}`);
    }
    await delay(READY_EVERY);
  }
  return { output: () => output, stop };
}
