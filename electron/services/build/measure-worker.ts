import { parentPort, workerData } from 'node:worker_threads';
import { toAppError } from '../../core/coded-error';
import { measureContext } from './measure-context';
import type { MeasureInput, MeasureMessage } from './measure-thread';

/** Entry of the thread that measures one build context. It is ended from outside when nobody waits for it any more. */
async function main(): Promise<void> {
  const { folder, dockerfile, ignoreText } = workerData as MeasureInput;
  const say = (message: MeasureMessage) => parentPort?.postMessage(message);
  const signal = new AbortController().signal;
  try {
    const onProgress = (figures: Extract<MeasureMessage, { says: 'figures' }>['figures']) =>
      say({ says: 'figures', figures });
    say({
      says: 'done',
      figures: await measureContext(folder, dockerfile, { signal, ignoreText, onProgress }),
    });
  } catch (thrown) {
    say({ says: 'failed', error: toAppError(thrown) });
  }
}

void main();
