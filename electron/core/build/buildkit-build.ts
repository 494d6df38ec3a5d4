import type { BuildFailure, BuildRun, BuildStep, JobRow } from '../../contract';
import { BoundedLog } from '../bounded-log';
import type { BuildkitStatus, BuildkitTransfer, BuildkitVertex } from '../buildkit-status';
import { type BuildTracker, failureOf } from './build-tracker';
import { orderSteps } from './order-steps';

/** `[stage 2/5] RUN make`, `[internal] load .dockerignore`, `[2/3] COPY . .` of a stage without a name. */
const NAME = /^\[([^\]]*)\]\s+(.*)$/s;
const PLACE = /(?:^|\s)(\d+\/\d+)$/;
/** More steps than any Dockerfile has are not kept. */
const MOST_STEPS = 5_000;
const MOST_WARNINGS = 200;
/** Layers and transfers of one step; an image has at most a few hundred. */
const MOST_TRANSFERS = 1_000;

interface Step extends BuildStep {
  log: BoundedLog;
  decoder: TextDecoder;
  transfers: Map<string, BuildkitTransfer>;
}

/** Folds BuildKit's statuses into steps: a graph in which each step names those that it needs. */
export class BuildkitBuild implements BuildTracker {
  /** In the order in which BuildKit first named them. */
  readonly #steps = new Map<string, Step>();
  readonly #warnings: BuildRun['warnings'] = [];
  #imageId = '';
  #failure: BuildFailure | null = null;
  /** Whether the log of the whole build stands in the middle of a line that a step has begun. */
  #isMidLine = false;

  /** Answers what the status adds to the log of the whole build. */
  fold(status: BuildkitStatus): string {
    let text = '';
    const say = (part: string) => {
      text += part;
      if (part !== '') this.#isMidLine = !part.endsWith('\n');
    };
    for (const vertex of status.vertexes) {
      const said = this.#see(vertex);
      say(said !== '' && this.#isMidLine ? `\n${said}` : said);
    }
    for (const transfer of status.statuses) this.#count(transfer);
    for (const { vertex, bytes } of status.logs) say(this.#print(vertex, bytes));
    for (const { text: warning, url, line } of status.warnings) {
      if (this.#warnings.length < MOST_WARNINGS)
        this.#warnings.push({ text: withoutLine(warning), url, line });
    }
    return text;
  }

  imageBuilt(id: string): void {
    this.#imageId = id;
  }

  rows(): JobRow[] {
    return [...this.#steps.values()]
      .filter(({ state }) => state !== 'waiting')
      .map((step) => ({
        id: step.id,
        label: labelOf(step),
        phase: step.state === 'cancelled' || step.state === 'waiting' ? 'failed' : step.state,
        ...countOf(step),
        unit: 'bytes',
      }));
  }

  run(): BuildRun {
    const steps = [...this.#steps.values()].map((step): BuildStep => {
      const { log, decoder: _decoder, transfers: _transfers, ...shown } = step;
      return { ...shown, ...countOf(step), hasLog: !log.isEmpty };
    });
    return {
      builder: 'buildkit',
      steps: orderSteps(steps),
      warnings: [...this.#warnings],
      ...failureOf(this.#failure),
    };
  }

  stepLog(id: string): string {
    return this.#steps.get(id)?.log.text() ?? '';
  }

  imageId(): string {
    return this.#imageId;
  }

  explain(failure: BuildFailure | null): void {
    this.#failure = failure;
  }

  /** What BuildKit did not say the end of ended with the build; of a failed one, something else failed. */
  end(how: 'done' | 'failed' | 'cancelled'): void {
    for (const step of this.#steps.values()) {
      if (step.state === 'running') step.state = how === 'done' ? 'done' : 'cancelled';
    }
  }

  #see(vertex: BuildkitVertex): string {
    const known = this.#steps.get(vertex.digest);
    if (known === undefined && this.#steps.size >= MOST_STEPS) return '';
    const step = known ?? stepOf(vertex);
    this.#steps.set(vertex.digest, step);
    const before = step.state;
    step.startedAt = vertex.started ?? step.startedAt;
    step.endedAt = vertex.completed ?? step.endedAt;
    step.error = vertex.error;
    step.state = stateOf(vertex, before);
    return step.state === before ? '' : saidOf(step);
  }

  #count(transfer: BuildkitTransfer): void {
    const transfers = this.#steps.get(transfer.vertex)?.transfers;
    if (transfers === undefined) return;
    if (transfers.size < MOST_TRANSFERS || transfers.has(transfer.id)) transfers.set(transfer.id, transfer);
  }

  #print(vertex: string, bytes: Uint8Array): string {
    const step = this.#steps.get(vertex);
    const text = step?.decoder.decode(bytes, { stream: true }) ?? '';
    step?.log.add(text);
    return text;
  }
}

function stepOf(vertex: BuildkitVertex): Step {
  const [, bracket = '', text = vertex.name] = NAME.exec(vertex.name) ?? [];
  const place = PLACE.exec(bracket)?.[1] ?? '';
  return {
    id: vertex.digest,
    stage: bracket.replace(PLACE, '').trim(),
    place,
    text,
    inputs: vertex.inputs,
    state: 'waiting',
    startedAt: null,
    endedAt: null,
    current: null,
    total: null,
    error: '',
    hasLog: false,
    log: new BoundedLog(),
    decoder: new TextDecoder(),
    transfers: new Map(),
  };
}

/** A vertex that ended stays so: BuildKit repeats earlier states when it finds the same work again. */
function stateOf(vertex: BuildkitVertex, before: BuildStep['state']): BuildStep['state'] {
  if (vertex.error !== '') return /context canceled/i.test(vertex.error) ? 'cancelled' : 'failed';
  if (vertex.cached) return 'cached';
  if (vertex.completed !== null) return before === 'cached' ? 'cached' : 'done';
  if (vertex.started !== null) return before === 'waiting' ? 'running' : before;
  return before;
}

/** The line is told beside the text. */
const withoutLine = (text: string): string => text.replace(/ \(line \d+\)$/, '');

const labelOf = ({ stage, place, text }: BuildStep): string => {
  const bracket = [stage, place].filter((part) => part !== '').join(' ');
  return bracket === '' ? text : `[${bracket}] ${text}`;
};

function saidOf(step: Step): string {
  switch (step.state) {
    case 'running':
      return `${labelOf(step)}\n`;
    case 'cached':
      return `CACHED ${labelOf(step)}\n`;
    case 'failed':
      return `ERROR ${labelOf(step)}: ${step.error}\n`;
    default:
      return '';
  }
}

/** Bytes of all that a step pulls or sends; a total only when each part says its own. */
function countOf({ transfers }: Step): { current: number | null; total: number | null } {
  const counted = [...transfers.values()].filter(({ current, total }) => current > 0 || total > 0);
  if (counted.length === 0) return { current: null, total: null };
  const current = counted.reduce((sum, transfer) => sum + transfer.current, 0);
  const known = counted.every(({ total }) => total > 0);
  return { current, total: known ? counted.reduce((sum, transfer) => sum + transfer.total, 0) : null };
}
