import { readFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import type { CallName, Calls, FromWorker, WorkerSettings } from '../../../electron/analysis/protocol';
import { AnalysisServer } from '../../../electron/analysis/worker/server';
import { takeRawBody } from '../../../electron/engine/raw-body';
import { tarStreamTime } from './walk-with-tar-stream';

/** One question to the analysis, asked after the one before it was answered. */
export type Question = { [N in CallName]: { call: N; input: Calls[N]['input'] } }[CallName];

/** What a process of its own does: nothing else uses its memory or its time. */
export type Work =
  | { does: 'ask'; settings: WorkerSettings; questions: Question[] }
  /** Receives an answer of an engine and throws it away, as the analysis receives it. */
  | { does: 'receive'; socketPath: string; path: string }
  /** Reads layers with tar-stream. */
  | { does: 'walk'; layers: string[] }
  /** Reads a file and throws it away. */
  | { does: 'pass'; file: string };

export interface Outcome {
  /** Milliseconds of each question, or of receiving. */
  times: number[];
  answers: unknown[];
  /** Most memory that the process had, MB (2^20 bytes). */
  peak: number;
  /** Milliseconds from the start of the process to the first question. */
  ready: number;
}

const PIECE = 256 * 1024;

/** `$TREE` in an input stands for the tree that the question before opened. */
const TREE = '"$TREE"';

async function ask(settings: WorkerSettings, questions: Question[]): Promise<Outcome> {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: unknown) => void }>();
  let closed: () => void = () => undefined;
  const server = new AnalysisServer({
    postMessage: (message: FromWorker) => {
      if (message.type === 'closed') closed();
      if (message.type === 'problem') process.stderr.write(`${message.message}\n`);
      if (message.type === 'answer') waiting.get(message.id)?.resolve(message.value);
      if (message.type === 'error') waiting.get(message.id)?.reject(new Error(JSON.stringify(message.error)));
    },
  });
  server.receive({ type: 'settings', settings });
  const outcome = { times: [] as number[], answers: [] as unknown[], ready: performance.now() };
  let tree = '';
  for (const [id, { call, input }] of questions.entries()) {
    const asked: unknown = JSON.parse(JSON.stringify(input).replaceAll(TREE, JSON.stringify(tree)));
    const begin = performance.now();
    const answer = await new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      server.receive({ type: 'call', id, name: call, input: asked });
    });
    outcome.times.push(performance.now() - begin);
    outcome.answers.push(answer);
    tree = /"treeId":"([^"]+)"/.exec(JSON.stringify(answer))?.[1] ?? tree;
  }
  // The next process asks for what this one has kept; its memory counts.
  await new Promise<void>((resolve) => {
    closed = resolve;
    server.receive({ type: 'close' });
  });
  return { ...outcome, peak: peakMemory() };
}

async function receive(socketPath: string, path: string): Promise<Outcome> {
  const ready = performance.now();
  const begin = performance.now();
  await takeRawBody({ path: socketPath }, path, async () => undefined, new AbortController().signal);
  return { times: [performance.now() - begin], answers: [], peak: peakMemory(), ready };
}

async function walk(layers: string[]): Promise<Outcome> {
  const ready = performance.now();
  const time = await tarStreamTime(layers);
  return { times: [time], answers: [], peak: peakMemory(), ready };
}

/** Loads all that the analysis needs, and reads with memory that is used again. */
async function pass(file: string): Promise<Outcome> {
  const ready = performance.now();
  const handle = await open(file, 'r');
  const buffer = Buffer.allocUnsafeSlow(PIECE);
  for (let read = 1; read > 0; ) read = (await handle.read(buffer, 0, PIECE)).bytesRead;
  await handle.close();
  return { times: [performance.now() - ready], answers: [], peak: peakMemory(), ready };
}

async function outcomeOf(work: Work): Promise<Outcome> {
  switch (work.does) {
    case 'ask':
      return await ask(work.settings, work.questions);
    case 'receive':
      return await receive(work.socketPath, work.path);
    case 'walk':
      return await walk(work.layers);
    case 'pass':
      return await pass(work.file);
  }
}

/** Of this program: what `getrusage` says begins with the memory of whoever started it. */
const peakMemory = () =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) / 1024;

/** The work comes in a file: it is longer than a command line may be. */
async function main(): Promise<void> {
  const work = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as Work;
  const outcome = await outcomeOf(work);
  process.stdout.write(JSON.stringify(outcome), () => process.exit(0));
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  process.exit(1);
});
