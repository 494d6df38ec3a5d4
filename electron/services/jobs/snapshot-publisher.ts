import type { JobSnapshot, Publish } from '../../contract';

/** At most ten times a second. */
const INTERVAL = 100;

/** Something that can be asked how it stands. */
interface Source {
  snapshot(): JobSnapshot;
}

/** Tells windows how jobs stand: often enough to look alive, seldom enough to cost nothing. */
export class SnapshotPublisher {
  readonly #publish: Publish;
  #changed = new Set<Source>();
  #timer: NodeJS.Timeout | null = null;

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  /** Soon, with whatever else changes until then. */
  changed(job: Source): void {
    this.#changed.add(job);
    this.#timer ??= setTimeout(() => this.#flush(), INTERVAL);
  }

  /** At once: how a job began or ended is never late. Answers what was told. */
  now(job: Source): JobSnapshot {
    this.#changed.delete(job);
    const snapshot = job.snapshot();
    this.#publish('jobs.updated', [snapshot]);
    return snapshot;
  }

  forget(job: Source): void {
    this.#changed.delete(job);
  }

  #flush(): void {
    this.#timer = null;
    const jobs = [...this.#changed];
    this.#changed = new Set();
    if (jobs.length > 0)
      this.#publish(
        'jobs.updated',
        jobs.map((job) => job.snapshot()),
      );
  }
}
