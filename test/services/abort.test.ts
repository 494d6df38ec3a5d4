import { expect, it } from 'vitest';
import { unlessAborted } from '../../electron/services/abort';

const never = new Promise<string>(() => undefined);

it('hands on what the work comes to', async () => {
  const { signal } = new AbortController();
  await expect(unlessAborted(signal, Promise.resolve('done'))).resolves.toBe('done');
  await expect(unlessAborted(signal, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

it('does not wait for the work once the signal aborts', async () => {
  const controller = new AbortController();
  const waiting = unlessAborted(controller.signal, never);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(unlessAborted(controller.signal, never)).rejects.toThrow('enough');
});
