import type { BuildFailure, BuildRun, BuildStep, JobRow } from '../../contract';
import { BoundedLog } from '../bounded-log';
import type { StreamMessage } from '../stream-message';
import { type BuildTracker, failureOf } from './build-tracker';

/** `Step 3/7 : RUN make`, what the classic builder prints before each instruction (20.10 to 28); Podman `STEP 3/7: …`. */
const STEP = /^Step (\d+)\/(\d+) ?: (.*)/is;
const FROM = /^FROM\s+(?:--\S+\s+)*\S+(?:\s+AS\s+(\S+))?/i;

/** ` ---> 8d24bd1a3b1c`: the image that a step has made or taken from the cache. */
const MADE = /^ ---> ([0-9a-f]{12,64})\s*$/;

interface Step extends BuildStep {
  log: BoundedLog;
}

/** Folds the messages of a classic build into steps: each instruction follows the one before it. */
export class ClassicBuild implements BuildTracker {
  readonly #steps: Step[] = [];
  readonly #now: () => number;
  #imageId = '';
  #failure: BuildFailure | null = null;
  /** Of the stage that is built; empty before its first image. */
  #lastGoodImage = '';

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  fold(message: StreamMessage): void {
    this.#imageId = imageIdOf(message.aux) || this.#imageId;
    const [, number = '', count = '', text = ''] = STEP.exec(message.stream) ?? [];
    if (this.#isNext(number, count)) this.#begin(number, count, text.trim());
    else this.#tell(message);
  }

  rows(): JobRow[] {
    return this.#steps.map(({ id, text, state }) => ({
      id,
      label: text,
      phase: state === 'cancelled' ? 'failed' : state,
      current: null,
      total: null,
      unit: 'bytes',
    }));
  }

  run(): BuildRun {
    const steps = this.#steps.map(({ log, ...step }) => ({ ...step, hasLog: !log.isEmpty }));
    const failed = steps.at(-1)?.state === 'failed' && this.#lastGoodImage !== '';
    const left = failed ? { lastGoodImage: this.#lastGoodImage } : {};
    return { builder: 'classic', steps, warnings: [], ...failureOf(this.#failure), ...left };
  }

  stepLog(id: string): string {
    return this.#steps.find((step) => step.id === id)?.log.text() ?? '';
  }

  imageId(): string {
    return this.#imageId;
  }

  explain(failure: BuildFailure | null): void {
    this.#failure = failure;
  }

  end(how: 'done' | 'failed' | 'cancelled'): void {
    const step = this.#steps.at(-1);
    if (step?.state !== 'running' && step?.state !== 'cached') return;
    if (step.state === 'running') step.state = how;
    step.endedAt = this.#now();
  }

  /** A command may print the same words, for one that builds an image itself: steps follow each other and have one end. */
  #isNext(number: string, count: string): boolean {
    const before = this.#steps.at(-1)?.place.split('/')[1];
    return Number(number) === this.#steps.length + 1 && (before === undefined || before === count);
  }

  #begin(number: string, count: string, text: string): void {
    this.end('done');
    const before = this.#steps.at(-1);
    const from = FROM.exec(text);
    if (from) this.#lastGoodImage = '';
    this.#steps.push({
      id: number,
      stage: from ? (from[1] ?? '') : (before?.stage ?? ''),
      place: `${number}/${count}`,
      text,
      inputs: from || before === undefined ? [] : [before.id],
      state: 'running',
      startedAt: this.#now(),
      endedAt: null,
      current: null,
      total: null,
      error: '',
      hasLog: false,
      log: new BoundedLog(),
    });
  }

  /** ` ---> ` lines are the builder's, the rest is what the command prints. */
  #tell({ stream }: StreamMessage): void {
    const step = this.#steps.at(-1);
    if (step === undefined || stream.trim() === '') return;
    this.#lastGoodImage = MADE.exec(stream)?.[1] ?? this.#lastGoodImage;
    if (stream.startsWith(' ---> Using cache')) step.state = 'cached';
    else if (!/^ ---> |^Removing intermediate container|^Successfully (?:built|tagged)/.test(stream)) {
      step.log.add(stream);
    }
  }
}

function imageIdOf(aux: unknown): string {
  if (typeof aux !== 'object' || aux === null || !('ID' in aux)) return '';
  return typeof aux.ID === 'string' ? aux.ID : '';
}
