import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../build/root.mjs';
import { Deferred } from '../../electron/services/deferred';
import { isolatedEnvironment } from '../e2e/support/app';
import type { Bench } from './bench';

/** Unix milliseconds with fractions. */
export interface ListTimes {
  /** All wanted images are in the table, which is about to be painted. */
  inDocument: number;
  /** The frame in which all wanted images were in the table. */
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
  /** The first frame with content, Unix milliseconds. */
  firstPaint: number;
  /** Resolves when the images are painted; never for the smallest window. */
  painted: () => Promise<ListTimes>;
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

/** Starts the built app and waits for its first frame. */
export async function startProduct(bench: Bench, options: Required<ProbeOptions>): Promise<ProbedApp> {
  return await start(bench, root, options);
}

/** Starts the built app and waits until it shows its images. */
export async function withList(bench: Bench, options: Required<ProbeOptions>): Promise<ProbedApp> {
  const app = await startProduct(bench, options);
  try {
    await app.painted();
    return app;
  } catch (error) {
    await app.stop();
    throw error;
  }
}

/** Starts the smallest possible Electron window on the same runtime and waits for its first frame. */
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
  const { first, list } = listen(child, requests);
  try {
    const { firstPaint } = await first;
    const painted = async () => await list;
    return { pid: child.pid ?? 0, startedAt, firstPaint, painted, requests, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

interface Marks {
  first: { firstPaint: number };
  list: ListTimes;
  request: EngineRequest;
  failed: { reason: string };
}

/** Takes what the probe says. Both promises fail when the app ends, or when it takes too long. */
function listen(child: ChildProcess, requests: EngineRequest[]) {
  const first = new Deferred<Marks['first']>();
  const list = new Deferred<Marks['list']>();
  const fail = (reason: Error) => {
    first.reject(reason);
    list.reject(reason);
  };
  const takers: { [M in keyof Marks]: (mark: Marks[M]) => void } = {
    first: (mark) => first.resolve(mark),
    list: (mark) => list.resolve(mark),
    request: (request) => requests.push(request),
    failed: ({ reason }) => fail(new Error(reason)),
  };
  setTimeout(() => fail(new Error('The window did not show what it should.')), PATIENCE).unref();
  child.once('error', fail);
  child.once('close', (code) => fail(new Error(`The app ended with ${code}.`)));
  if (child.stdout === null) throw new Error('The app has no standard output.');
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, what, json = ''] = /^bench (\w+) (.*)$/.exec(line) ?? [];
    if (what !== undefined && what in takers) takers[what as keyof Marks](JSON.parse(json));
  });
  return { first: first.promise, list: list.promise };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE);
  await closed;
  clearTimeout(timer);
}
