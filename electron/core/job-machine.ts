import type { AppError, JobResult, JobRow, JobSnapshot, JobSpec, JobState } from '../contract';
import type { TransferBytes } from './progress/rows';
import { SpeedMeter } from './speed-meter';

/** What is known of a job before it starts. */
export interface JobStart {
  id: string;
  spec: JobSpec;
  engineName: string;
  subject: string;
  subjectCount: number;
}

/** What a job shows while it runs; `bytes` is left out by work that moves none. */
export interface JobProgress {
  rows: JobRow[];
  bytes?: TransferBytes;
}

/** A result with nothing in it, to be filled by spread. */
export const emptyResult: JobResult = {
  references: [],
  imageIds: [],
  digest: null,
  upToDate: false,
  file: null,
  bytes: null,
  reclaimedBytes: null,
  items: [],
};

const ENDED: readonly JobRow['phase'][] = ['done', 'exists', 'cached', 'failed'];
const rowEnded = (row: JobRow) => ENDED.includes(row.phase);

/** Rows of ended work: nothing is left in motion. A cancelled job keeps them where they stood. */
function endedRows(rows: JobRow[], state: JobState): JobRow[] {
  if (state === 'cancelled') return rows;
  return rows.map((row) => {
    if (rowEnded(row)) return row;
    return state === 'done'
      ? { ...row, phase: 'done', current: row.total ?? row.current }
      : { ...row, phase: 'failed' };
  });
}

/**
 * The life of one job: running, then exactly one of done, failed, cancelled. Whatever comes after the
 * end is refused (the methods answer false), in whatever order cancel, finish and fail arrive:
 *
 * - Work that completes although cancel was asked for is done: what it made is there.
 * - Work that fails after cancel was asked for is cancelled, whatever its error says.
 */
export class JobMachine {
  private state: JobState = 'running';
  private cancelling = false;
  private endedAt: number | null = null;
  private rows: JobRow[] = [];
  private bytes: TransferBytes = { current: null, total: null, complete: false };
  private error: AppError | null = null;
  private result: JobResult | null = null;
  private revision = 0;
  private readonly start: JobStart;
  private readonly now: () => number;
  private readonly startedAt: number;
  private readonly meter = new SpeedMeter();

  /** `now` answers Unix milliseconds; it is asked at each change and each snapshot. */
  constructor(start: JobStart, now: () => number) {
    this.start = start;
    this.now = now;
    this.startedAt = now();
  }

  get running(): boolean {
    return this.state === 'running';
  }

  /** Takes over rows and byte counts; false when the job has ended. */
  progress(progress: JobProgress): boolean {
    if (!this.running) return false;
    this.rows = progress.rows;
    if (progress.bytes !== undefined) this.count(progress.bytes);
    return true;
  }

  /** Notes that cancel was asked for; false when there is nothing to cancel or it was asked for already. */
  requestCancel(): boolean {
    if (!this.running || this.cancelling) return false;
    this.cancelling = true;
    return true;
  }

  /** The work is complete. */
  finish(result: JobResult): boolean {
    return this.end('done', null, result);
  }

  /** The work threw; `result` keeps what it had done until then. */
  fail(error: AppError, result: JobResult | null = null): boolean {
    return this.cancelling ? this.cancelled(result) : this.end('failed', error, result);
  }

  /** The work stopped because it was told to. */
  cancelled(result: JobResult | null = null): boolean {
    return this.end('cancelled', null, result);
  }

  /** The job as windows see it now. Each snapshot has a higher revision than the one before. */
  snapshot(): JobSnapshot {
    this.revision += 1;
    const now = this.now();
    const speed = this.running ? this.meter.speed(now) : null;
    const remaining = this.running ? this.meter.remaining(now) : null;
    return {
      ...this.start,
      state: this.state,
      cancelling: this.cancelling && this.running,
      startedAt: this.startedAt,
      endedAt: this.endedAt,
      rows: this.rows,
      current: this.bytes.current,
      total: this.bytes.total,
      speed: speed === null ? null : Math.round(speed),
      remaining: remaining === null ? null : Math.round(remaining),
      error: this.error,
      result: this.result,
      revision: this.revision,
    };
  }

  private count(bytes: TransferBytes): void {
    this.bytes = bytes;
    if (bytes.current === null) return;
    this.meter.sample(this.now(), bytes.current, bytes.complete ? bytes.total : null);
  }

  private end(state: JobState, error: AppError | null, result: JobResult | null): boolean {
    if (!this.running) return false;
    this.state = state;
    this.error = error;
    this.result = result;
    this.endedAt = this.now();
    this.rows = endedRows(this.rows, state);
    if (state === 'done') this.bytes = { ...this.bytes, current: this.bytes.total ?? this.bytes.current };
    return true;
  }
}
