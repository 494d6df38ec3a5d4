import { setImmediate as turn } from 'node:timers/promises';

/** What the services build on, each a step of 10 to 20 ms; together they would hold up a window that is opening. */
const steps: readonly (() => Promise<unknown>)[] = [
  async () => await import('node:http'),
  async () => await import('../contract'),
  async () => await import('../engine/transport'),
];

/**
 * Reads the services in steps. Between them the main process has its turn with the window: Chromium's part of opening
 * it waits for nothing longer than one step.
 */
export async function readServices(): Promise<typeof import('./behind-the-window')> {
  for (const step of steps) {
    await step();
    await turn();
  }
  return await import('./behind-the-window');
}
