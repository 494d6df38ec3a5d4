import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { toAppError } from '../../core/coded-error';
import { type PackInput, packPieces } from './pack-context';
import type { PackMessage } from './pack-thread';

/** Pieces that wait for whoever takes them: enough that neither side stands still. */
const AHEAD = 8;

/** Entry of the thread that packs one build context. It is ended from outside when nobody takes it any more. */
async function pack(port: MessagePort, input: PackInput): Promise<void> {
  const say = (message: PackMessage, own: ArrayBuffer[] = []) => port.postMessage(message, own);
  let waiting = 0;
  port.on('message', () => {
    waiting -= 1;
  });
  try {
    for (const piece of await packPieces(input)) {
      say({ says: 'piece', piece }, [piece.buffer]);
      waiting += 1;
      while (waiting >= AHEAD) await once(port, 'message');
    }
    say({ says: 'done' });
  } catch (thrown) {
    say({ says: 'failed', error: toAppError(thrown) });
  }
}

if (parentPort !== null) void pack(parentPort, workerData as PackInput);
