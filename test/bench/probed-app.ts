import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../build/root.mjs';
import { isolatedEnvironment } from '../e2e/support/app';
import type { Bench } from './bench';

/** Unix milliseconds with fractions. */
export interface PaintTimes {
  /** The first frame with content. */
  firstPaint: number;
  /** The frame in which all wanted images were in the table; 0 when none were wanted. */
  rows: number;
  /** The same, and the app takes orders: it is connected to the engine. */
  usable: number;
}

export interface EngineRequest {
  path: string;
  /** When the app sent it, Unix milliseconds. */
  at: number;
}

/** An app that was started without any driver, so that nothing but the app is measured. */
export interface ProbedApp {
  pid: number;
  /** Unix milliseconds. */
  startedAt: number;
  times: PaintTimes;
  /** What it has asked its engine so far. */
  requests: readonly EngineRequest[];
  /** Ends it as a log-out would: it writes what it keeps. */
  stop(): Promise<void>;
}

export interface ProbeOptions {
  /** Keeps what the app keeps between starts. */
  folder: string;
  /** The engine and how many images the app is to show; none for the smallest window. */
  images?: { host: string; count: number };
}

const PATIENCE = 180_000;
const GRACE = 15_000;

/** Starts the built app and waits until it shows its images. */
export async function startProduct(bench: Bench, options: Required<ProbeOptions>): Promise<ProbedApp> {
  return await start(bench, root, options);
}

/** Starts the smallest possible Electron window on the same runtime and waits until it is painted. */
export async function startSmallest(bench: Bench, folder: string): Promise<ProbedApp> {
  return await start(bench, join(import.meta.dirname, 'smallest-window/main.cjs'), { folder });
}

async function start(bench: Bench, app: string, { folder, images }: ProbeOptions): Promise<ProbedApp> {
  const { executable, switches } = bench.electron;
  const probe = join(import.meta.dirname, 'probe.cjs');
  const userData = `--user-data-dir=${join(folder, 'user-data')}`;
  const launch = images === undefined ? {} : { host: images.host };
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(executable, [...switches, '--lang=en-US', userData, '-r', probe, app], {
    env: {
      ...isolatedEnvironment(launch, join(folder, 'docker'), folder),
      LAYERYARD_BENCH_ROWS: String(images?.count ?? 0),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const requests: EngineRequest[] = [];
  try {
    const times = await listen(child, requests);
    return { pid: child.pid ?? 0, startedAt, times, requests, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

type Mark =
  | ({ what: 'painted' } & PaintTimes)
  | ({ what: 'request' } & EngineRequest)
  | { what: 'failed'; reason: string };

/** Collects what the probe says until the app has painted. */
function listen(child: ChildProcess, requests: EngineRequest[]): Promise<PaintTimes> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The window did not show its images.')), PATIENCE);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code) => settle(() => reject(new Error(`The app ended with ${code}.`))));
    if (child.stdout === null) throw new Error('The app has no standard output.');
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('bench ')) return;
      const mark = JSON.parse(line.slice('bench '.length)) as Mark;
      if (mark.what === 'request') requests.push(mark);
      else if (mark.what === 'painted') settle(() => resolve(mark));
      else settle(() => reject(new Error(mark.reason)));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE);
  await closed;
  clearTimeout(timer);
}
