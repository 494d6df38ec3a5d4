import type { AppError, JobResult, JobSnapshot, JobSpec } from '../../contract';
import { BoundedLog } from '../../core/bounded-log';
import { toAppError } from '../../core/coded-error';
import { emptyResult, JobMachine } from '../../core/job-machine';
import { redact } from '../../core/redact';
import { unlessAborted } from '../abort';
import type { Lease } from '../engines/lease-book';
import type { EngineFreeContext, JobBasics, JobContext, JobOutcome, ProgressView } from './job-context';

import { subjectOf } from './job-subject';

export interface JobInput {
  id: string;
  spec: JobSpec;
  /** Null for work that needs no engine. */
  lease: Lease | null;
  now: () => number;
  /** What a job may use, apart from what the job itself brings. */
  surroundings: (lease: Lease) => Pick<JobContext, 'credentialsFor' | 'images'>;
  work: (spec: JobSpec, context: JobContext | EngineFreeContext) => Promise<JobOutcome>;
  onChange: (job: Job) => void;
}

/** One job: its work, its log, and how it stands. */
export class Job {
  readonly id: string;
  readonly spec: JobSpec;
  readonly #input: JobInput;
  readonly #machine: JobMachine;
  readonly #log = new BoundedLog();
  readonly #controller = new AbortController();
  #view: ProgressView = { rows: () => [] };

  constructor(input: JobInput) {
    this.id = input.id;
    this.spec = input.spec;
    this.#input = input;
    const { id, spec, lease, surroundings } = input;
    const images = lease === null ? null : surroundings(lease).images;
    const start = { id, spec, engineName: lease?.engine.name ?? '', ...subjectOf(spec, images) };
    this.#machine = new JobMachine(start, input.now);
  }

  get running(): boolean {
    return this.#machine.running;
  }

  /** Works to the end; never throws, because how it ends is part of the job. */
  async run(): Promise<void> {
    try {
      this.#settle(await this.#input.work(this.spec, this.#context()));
    } catch (thrown) {
      this.#readProgress();
      if (this.#controller.signal.aborted) this.#machine.cancelled();
      else this.#fail(toAppError(thrown));
    } finally {
      this.#input.lease?.release();
    }
  }

  /** Asks the work to stop; it ends when it has cleaned up. */
  cancel(): void {
    if (this.#machine.requestCancel()) this.#controller.abort();
  }

  snapshot(): JobSnapshot {
    this.#readProgress();
    const build = this.#view.build?.run();
    return { ...this.#machine.snapshot(), ...(build === undefined ? {} : { build }) };
  }

  log(): string {
    return this.#log.text();
  }

  /** What a step of a build has printed. */
  stepLog(step: string): string {
    return this.#view.build?.stepLog(step) ?? '';
  }

  #context(): JobContext | EngineFreeContext {
    const basics = this.#basics();
    const { surroundings, lease } = this.#input;
    if (lease === null) return { ...basics, engine: null };
    const around = surroundings(lease);
    return {
      ...basics,
      ...around,
      // A credential helper may wait for a person for minutes; who cancels does not.
      credentialsFor: (reference) => unlessAborted(basics.signal, around.credentialsFor(reference)),
      engine: lease.engine,
    };
  }

  #basics(): JobBasics {
    return {
      id: this.id,
      signal: this.#controller.signal,
      show: (view) => {
        this.#view = view;
      },
      changed: () => this.#input.onChange(this),
      log: (text) => this.#log.add(text),
    };
  }

  #settle({ result, error, stopped }: JobOutcome): void {
    this.#readProgress();
    const whole: JobResult = { ...emptyResult, ...result };
    if (stopped) this.#machine.cancelled(whole);
    else if (error) this.#fail(error, whole);
    else this.#machine.finish(whole);
  }

  #fail(error: AppError, result: JobResult | null = null): void {
    const clean = { ...error, detail: redact(error.detail) };
    this.#log.add(`${clean.code}: ${clean.detail}\n`);
    this.#machine.fail(clean, result);
  }

  #readProgress(): void {
    if (!this.#machine.running) return;
    const rows = this.#view.rows();
    const bytes = this.#view.bytes?.();
    this.#machine.progress(bytes === undefined ? { rows } : { rows, bytes });
  }
}
