import { setImmediate as turn } from 'node:timers/promises';

/** Parts of the services in the order in which they build on each other, each a step of a few milliseconds. */
const steps: readonly (() => Promise<unknown>)[] = [
  async () => await import('node:http'),
  async () => await import('../contract'),
  async () => await import('../engine/transport'),
  async () => await import('./engines/engine-access'),
  async () => await import('./images/image-services'),
  async () => await import('./registries-service'),
  async () => await import('./layers/create-layers'),
  async () => await import('./jobs/runners'),
  async () => await import('./build/build-handlers'),
];

/**
 * Reads the services in steps: in one go they would hold up a window that is opening. Between the steps the main process
 * has its turn with what Chromium asks it for, be it the preload script, for which the page's process stands still.
 */
export async function readServices(): Promise<typeof import('./behind-the-window')> {
  for (const step of steps) {
    await step();
    await turn();
  }
  const services = await import('./behind-the-window');
  await turn();
  return services;
}
