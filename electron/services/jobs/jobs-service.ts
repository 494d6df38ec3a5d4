import { randomUUID } from 'node:crypto';
import type { JobSnapshot, JobSpec, Publish } from '../../contract';
import { codedError } from '../../core/coded-error';
import type { Lease } from '../engines/lease-book';
import { checkSpec } from './check-spec';
import { engineOf } from './engine-of';
import { Job } from './job';
import type { JobContext, JobRunners } from './job-context';
import { runJob } from './runners';
import { SnapshotPublisher } from './snapshot-publisher';

export interface JobsInput {
  /** The engine of a job, kept for it until it gives it back. Throws coded errors. */
  lease: (engineId: string) => Promise<Lease>;
  surroundings: (lease: Lease) => Pick<JobContext, 'credentialsFor' | 'images'>;
  runners: JobRunners;
  publish: Publish;
  /** Told once of each job, when it has ended. */
  onEnd: (job: JobSnapshot) => void;
  onError: (thrown: unknown) => void;
  /** Unix milliseconds. */
  now?: () => number;
}

/** Ended jobs beyond this number are forgotten, oldest first. */
const MOST_ENDED = 200;

/** All jobs of this run. They belong to the app, not to a window: one that reloads finds them again. */
export class JobsService {
  readonly #input: JobsInput;
  readonly #publisher: SnapshotPublisher;
  /** In the order in which they started. */
  readonly #jobs = new Map<string, Job>();
  readonly #ends = new Map<string, Promise<void>>();

  constructor(input: JobsInput) {
    this.#input = input;
    this.#publisher = new SnapshotPublisher(input.publish);
  }

  /** Starts a job and answers at once. Throws what is known to be wrong beforehand. */
  async start(spec: JobSpec): Promise<JobSnapshot> {
    const engineId = engineOf(spec);
    const lease = engineId === null ? null : await this.#input.lease(engineId);
    try {
      checkSpec(spec, lease?.engine ?? null);
    } catch (thrown) {
      lease?.release();
      throw thrown;
    }
    return this.#begin(spec, lease);
  }

  list(): JobSnapshot[] {
    return [...this.#jobs.values()].map((job) => job.snapshot());
  }

  /** Asks a job to stop. One that has ended stays as it is. */
  cancel(id: string): JobSnapshot {
    const job = this.#require(id);
    job.cancel();
    return this.#publisher.now(job);
  }

  /** Does an ended job again, with credentials read anew; the new job takes the place of the old one. */
  async retry(id: string, force: boolean): Promise<JobSnapshot> {
    const { spec, running } = this.#require(id);
    if (running) throw codedError('bad-input', 'the job is still running', { why: 'job-running' });
    const started = await this.start(force && spec.kind === 'remove' ? { ...spec, force } : spec);
    this.#forget([id]);
    return started;
  }

  log(id: string): string {
    return this.#require(id).log();
  }

  /** What one step of a build has printed. */
  stepLog(id: string, step: string): string {
    return this.#require(id).stepLog(step);
  }

  /** Forgets one ended job, or all of them. */
  clear(id?: string): JobSnapshot[] {
    const ended = [...this.#jobs.values()].filter((job) => !job.running);
    this.#forget(ended.filter((job) => id === undefined || job.id === id).map((job) => job.id));
    return this.list();
  }

  get runningCount(): number {
    return this.#ends.size;
  }

  /** Cancels everything and waits until it has cleaned up behind itself. */
  async cancelAll(): Promise<void> {
    for (const job of this.#jobs.values()) job.cancel();
    await Promise.all(this.#ends.values());
  }

  #begin(spec: JobSpec, lease: Lease | null): JobSnapshot {
    const { runners, surroundings, now = Date.now } = this.#input;
    const job = new Job({
      id: randomUUID(),
      spec,
      lease,
      now,
      surroundings,
      work: (asked, context) => runJob(runners, asked, context),
      onChange: (changed) => this.#publisher.changed(changed),
    });
    this.#jobs.set(job.id, job);
    this.#forgetOldest();
    this.#ends.set(job.id, this.#finish(job));
    return this.#publisher.now(job);
  }

  async #finish(job: Job): Promise<void> {
    try {
      await job.run();
      this.#ends.delete(job.id);
      this.#input.onEnd(this.#publisher.now(job));
    } catch (thrown) {
      this.#input.onError(thrown);
    }
  }

  #require(id: string): Job {
    const job = this.#jobs.get(id);
    if (job) return job;
    throw codedError('not-found', 'no such job', { why: 'job-gone' });
  }

  #forgetOldest(): void {
    const ended = [...this.#jobs.values()].filter((job) => !job.running).map((job) => job.id);
    this.#forget(ended.slice(0, Math.max(0, ended.length - MOST_ENDED)));
  }

  #forget(ids: string[]): void {
    if (ids.length === 0) return;
    for (const id of ids) {
      const job = this.#jobs.get(id);
      if (job) this.#publisher.forget(job);
      this.#jobs.delete(id);
    }
    this.#input.publish('jobs.removed', { ids });
  }
}
