import { MessageChannel } from 'node:worker_threads';

let nowhere: MessageChannel['port1'] | undefined;

/**
 * Frees the memory of bytes that nobody will look at again. V8 counts memory of this kind so late that, of a stream of
 * large pieces, tens of megabytes would pile up. What is transferred to a port is no longer the sender's (HTML standard,
 * "transferable objects"), and at a closed port it is nobody's.
 */
export function giveBack({ buffer }: ArrayBufferView): void {
  if (!(buffer instanceof ArrayBuffer)) return;
  nowhere ??= closedPort();
  nowhere.postMessage(null, [buffer]);
}

function closedPort(): MessageChannel['port1'] {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}
