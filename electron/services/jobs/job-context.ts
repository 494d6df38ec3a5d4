import type { AppError, ImageSummary, JobKind, JobResult, JobRow, JobSpec } from '../../contract';
import type { BuildTracker } from '../../core/build/build-tracker';
import type { InspectedImage } from '../../core/image-model';
import type { TransferBytes } from '../../core/progress';
import type { Engine, RegistryCredentials } from '../../engine/engine';

/** What rows and byte counts are read from, whenever somebody looks: at most ten times a second. */
export interface ProgressView {
  rows(): JobRow[];
  /** Left out by work that moves no bytes. */
  bytes?(): TransferBytes;
  /** Steps and their logs, of builds. */
  build?: Pick<BuildTracker, 'run' | 'stepLog'>;
}

/** What every job may use besides its input. */
export interface JobBasics {
  id: string;
  /** Aborts when the job is cancelled. */
  signal: AbortSignal;
  /** Says where progress is read from; called once or at each new phase. */
  show(view: ProgressView): void;
  /** Says that there is something new to read. */
  changed(): void;
  /** Adds to the log; lines are ended by the caller. */
  log(text: string): void;
}

/** Everything that a job with an engine may use. */
export interface JobContext extends JobBasics {
  engine: Engine;
  /** The sign-in for the registry of a reference, read anew; undefined when there is none. */
  credentialsFor(reference: string): Promise<RegistryCredentials | undefined>;
  images: JobImages;
}

/** What a job without an engine may use. */
export interface EngineFreeContext extends JobBasics {
  engine: null;
}

/** Kinds that work on archives too, which need no engine. */
export type SourceKind = 'analyse' | 'extract';
export type ContextOf<K extends JobKind> = K extends SourceKind ? JobContext | EngineFreeContext : JobContext;

/** What is known of the engine's images. */
export interface JobImages {
  all(): ImageSummary[];
  get(id: string): ImageSummary | undefined;
  /** Id of the image that has a reference. */
  holderOf(reference: string): string | undefined;
  /** From memory where it is known. Throws `not-found` and other coded errors. */
  inspect(idOrName: string): Promise<InspectedImage>;
  /** Bytes that removing these images would free; null when the engine's figures cannot tell. */
  reclaimedBy(ids: string[]): Promise<number | null>;
}

/** How a job ended that was not cancelled: with what it did, and with an error when not all of it went well. */
export interface JobOutcome {
  result: Partial<JobResult>;
  error?: AppError;
  /** The job was cancelled between two items; the result is what it had done until then. */
  stopped?: true;
}

export type SpecOf<K extends JobKind> = Extract<JobSpec, { kind: K }>;

/** The work of one kind of job. Throws coded errors; when `signal` is aborted, whatever it throws means cancelled. */
export type JobRunner<K extends JobKind> = (spec: SpecOf<K>, context: ContextOf<K>) => Promise<JobOutcome>;

export type JobRunners = { [K in JobKind]: JobRunner<K> };
