import { parentPort, workerData } from 'node:worker_threads';
import { toAppError } from '../../core/coded-error';
import { answerLooks, type LookInput, lookOnThread } from './look-thread';
import { measureContext } from './measure-context';
import type { MeasureInput, MeasureMessage } from './measure-thread';

/**
 * Entry of the thread that measures one build context, and of the one that helps it. They are ended from outside when
 * nobody waits for them any more.
 */
async function measure({ file, folder, dockerfile, ignoreText }: MeasureInput): Promise<void> {
  const say = (message: MeasureMessage) => parentPort?.postMessage(message);
  const signal = new AbortController().signal;
  const help = () => lookOnThread(file, folder);
  try {
    const onProgress = (figures: Extract<MeasureMessage, { says: 'figures' }>['figures']) =>
      say({ says: 'figures', figures });
    say({
      says: 'done',
      figures: await measureContext(folder, dockerfile, { signal, ignoreText, onProgress, help }),
    });
  } catch (thrown) {
    say({ says: 'failed', error: toAppError(thrown) });
  }
}

const input = workerData as MeasureInput | LookInput;
if ('port' in input) answerLooks(input);
else void measure(input);
