import { setTimeout as delay } from 'node:timers/promises';
import { expect, type JSHandle, type Page } from '@playwright/test';
import { launchApp, type RunningApp } from '../e2e/support/app';
import type { Bench } from './bench';
import { processorTimeOf } from './process-tree';

const PATIENCE = 300_000;
/** An app that uses less of a core than this has nothing left to do. */
const QUIET_SHARE = 0.03;
const LOOK_EVERY = 1_000;

/** Opens the built app in a window that can be driven, and waits until it shows all images and has come to rest. */
export async function openProduct(
  bench: Bench,
  { host, count }: { host: string; count: number },
): Promise<RunningApp> {
  const running = await launchApp({ host, args: bench.electron.switches });
  const table = running.window.getByRole('table', { name: 'Images' });
  await expect(table).toHaveAttribute('aria-rowcount', String(count + 1), { timeout: PATIENCE });
  await untilQuiet(running.app.process().pid ?? 0);
  return running;
}

/** Waits until a process tree has stopped working: nothing that was put off disturbs the measurement. */
async function untilQuiet(pid: number): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (let before = await processorTimeOf(pid); Date.now() < deadline; ) {
    await delay(LOOK_EVERY);
    const now = await processorTimeOf(pid);
    if (now - before < (QUIET_SHARE * LOOK_EVERY) / 1000) return;
    before = now;
  }
  throw new Error('The app does not come to rest.');
}

interface Recorder {
  stop: () => number[];
}

/** Collects the distances between the page's frames, milliseconds, while `work` goes on. */
export async function framesDuring(window: Page, work: () => Promise<void>): Promise<number[]> {
  const recorder: JSHandle<Recorder> = await window.evaluateHandle(() => {
    const distances: number[] = [];
    let last: number | null = null;
    let next = 0;
    const onFrame = (now: number) => {
      if (last !== null) distances.push(now - last);
      last = now;
      next = requestAnimationFrame(onFrame);
    };
    next = requestAnimationFrame(onFrame);
    const stop = () => {
      cancelAnimationFrame(next);
      return distances;
    };
    return { stop };
  });
  await work();
  return await recorder.evaluate((handle) => handle.stop());
}

/** A fast turn of the wheel, pixels a second: two or three lines a frame. */
const WHEEL_SPEED = 4_000;
const WHEEL_SECONDS = 3;

/** Turns the wheel at a place of the page, down and up again; milliseconds between the frames meanwhile. */
export async function framesWhileScrolling(window: Page, place: { x: number; y: number }): Promise<number[]> {
  const devtools = await window.context().newCDPSession(window);
  const distances = await framesDuring(window, async () => {
    for (const direction of [-1, 1]) {
      await devtools.send('Input.synthesizeScrollGesture', {
        ...place,
        yDistance: direction * WHEEL_SPEED * WHEEL_SECONDS,
        speed: WHEEL_SPEED,
        gestureSourceType: 'mouse',
        preventFling: true,
      });
    }
  });
  await devtools.detach();
  return distances;
}

/** Starts to watch how long the main process does not get to its events. */
export async function watchMainProcess({ app }: RunningApp): Promise<() => Promise<number>> {
  const monitor = await app.evaluateHandle(() => {
    const main = process.mainModule;
    if (main === undefined) throw new Error('The main process has no main module.');
    const { monitorEventLoopDelay } = main.require('node:perf_hooks') as typeof import('node:perf_hooks');
    const histogram = monitorEventLoopDelay({ resolution: 1 });
    histogram.enable();
    return histogram;
  });
  return async () =>
    await monitor.evaluate((histogram) => {
      histogram.disable();
      // Each delay contains the millisecond that the timer waits anyway.
      return Math.max(0, histogram.max / 1_000_000 - 1);
    });
}
