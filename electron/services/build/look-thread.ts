import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  type Transferable,
  Worker,
} from 'node:worker_threads';
import { type Looks, lookAtAll } from './look-at';
import type { LookHelper } from './ordered-looks';

/** What the thread is given. */
export interface LookInput {
  looksIn: string;
  port: MessagePort;
}

/** Paths are one text, which goes over in a fraction of the time of a list; no name holds what parts them. */
type Question = { batch: number; paths: string };
const BETWEEN = '\0';
type Answer = { batch: number; looks: Looks } | 'ready';

/** One that is looked at, and one that waits for it: the thread is never idle. */
const AT_ONCE = 3;

/** Answers what a port asks until it is closed. */
export function answerLooks({ looksIn, port }: LookInput): void {
  port.on('message', ({ batch, paths }: Question) => {
    const looks = lookAtAll(looksIn, paths.split(BETWEEN));
    port.postMessage({ batch, looks } satisfies Answer, [looks.buffer as Transferable]);
  });
  port.postMessage('ready' satisfies Answer);
}

/** Asks over a port, and reads what has come without waiting for a turn. */
export function askLooks(port: MessagePort): LookHelper {
  let room = 0;
  const received: { batch: number; looks: Looks }[] = [];
  const receive = () => {
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      const answer = next.message as Answer;
      if (answer === 'ready') room = AT_ONCE;
      else {
        room += 1;
        received.push(answer);
      }
    }
  };
  return {
    hasRoom: () => {
      receive();
      return room > 0;
    },
    ask: (batch, paths) => {
      room -= 1;
      port.postMessage({ batch, paths: paths.join(BETWEEN) } satisfies Question);
    },
    answers: () => {
      receive();
      return received.splice(0);
    },
  };
}

/** A helper on a thread of its own, from the bundle of `measure-worker.ts`; it ends with the thread that has started it. */
export function lookOnThread(file: string, folder: string): LookHelper & { close: () => Promise<void> } {
  const { port1, port2 } = new MessageChannel();
  const workerData: LookInput = { looksIn: folder, port: port2 };
  const worker = new Worker(file, { name: 'build context 2', workerData, transferList: [port2] });
  // Without it everything is looked at by the thread that asks.
  worker.on('error', () => port1.close());
  return {
    ...askLooks(port1),
    close: async () => {
      port1.close();
      await worker.terminate();
    },
  };
}
