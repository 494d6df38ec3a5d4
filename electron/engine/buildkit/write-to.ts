import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Fields } from './grpc-service';

/** Writes a message and resolves when the other side takes more. Rejects when it has given up. */
export async function writeTo(call: ServerDuplexStream<Fields, Fields>, message: Fields): Promise<void> {
  if (call.cancelled) throw new Error('the builder takes no more');
  if (call.write(message)) return;
  await new Promise<void>((resolve, reject) => {
    const drained = () => {
      call.off('cancelled', cancelled);
      resolve();
    };
    const cancelled = () => {
      call.off('drain', drained);
      reject(new Error('the builder takes no more'));
    };
    call.once('drain', drained);
    call.once('cancelled', cancelled);
  });
}
