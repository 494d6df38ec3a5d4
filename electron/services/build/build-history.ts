import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import {
  type BuildRecord,
  type BuildSpec,
  buildRecord,
  type JobSnapshot,
  type Publish,
} from '../../contract';
import { codedError } from '../../core/coded-error';
import { isSecretName } from '../../core/dockerfile/advice/secret-names';
import { redact } from '../../core/redact';
import { JsonFile } from '../json-file';
import { readSmallFile } from './small-file';

export interface BuildHistoryInput {
  dataFolder: string;
  publish: Publish;
  onError: (thrown: unknown) => void;
  /** Builds and bytes of logs that are kept at most; the oldest go first. */
  most?: { builds: number; logBytes: number };
}

const MOST = { builds: 200, logBytes: 20 * 1024 * 1024 };
/** Of one log, so that one build does not push out all others. */
const LONGEST_LOG = 1024 * 1024;

/** The builds that have ended, on disk: one list, and a file for each log. */
export class BuildHistory {
  readonly #input: BuildHistoryInput;
  readonly #file: JsonFile<BuildRecord[]>;
  readonly #logFolder: string;
  #records: BuildRecord[];
  #work: Promise<void> = Promise.resolve();

  constructor(input: BuildHistoryInput) {
    this.#input = input;
    const { dataFolder, onError } = input;
    this.#file = new JsonFile(path.join(dataFolder, 'builds.json'), z.array(buildRecord), onError);
    this.#logFolder = path.join(dataFolder, 'build-logs');
    this.#records = this.#file.read() ?? [];
  }

  /** Newest first. */
  list(): BuildRecord[] {
    return [...this.#records];
  }

  /** The newest build of a context, which its next build is likely to repeat. */
  lastOf(folder: string, dockerfile: string): BuildRecord | undefined {
    return this.#records.find(({ spec }) => spec.folder === folder && spec.dockerfile === dockerfile);
  }

  /** Remembers a build that has ended. */
  ended(job: JobSnapshot, spec: BuildSpec, log: string): void {
    this.#queue(async () => {
      const kept = Buffer.from(log).subarray(-LONGEST_LOG);
      await this.#writeLog(job.id, kept);
      const record = recordOf(job, spec, { logBytes: kept.length, dockerfileDigest: await digestOf(spec) });
      await this.#keep([record, ...this.#records.filter(({ id }) => id !== record.id)]);
    });
  }

  /** Throws `not-found`. A log that is gone is empty: the rest of the build is still known. */
  async log(id: string): Promise<string> {
    await this.#work;
    if (!this.#records.some((record) => record.id === id))
      throw codedError('not-found', 'no such build', { why: 'build-gone' });
    try {
      return await readFile(this.#logFile(id), 'utf8');
    } catch (thrown) {
      this.#input.onError(thrown);
      return '';
    }
  }

  /** Forgets one build, or all. */
  async remove(id?: string): Promise<BuildRecord[]> {
    this.#queue(() => this.#keep(id === undefined ? [] : this.#records.filter((record) => record.id !== id)));
    await this.#work;
    return this.list();
  }

  /** Settles when everything is on disk. */
  async flush(): Promise<void> {
    await this.#work;
    await this.#file.flush();
  }

  #queue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(this.#input.onError);
  }

  async #keep(records: BuildRecord[]): Promise<void> {
    const kept = bounded(records, this.#input.most ?? MOST);
    const ids = new Set(kept.map(({ id }) => id));
    const gone = [...records, ...this.#records].filter(({ id }) => !ids.has(id));
    this.#records = kept;
    this.#file.write(kept);
    this.#input.publish('builds.changed', { builds: kept });
    await Promise.all(gone.map(({ id }) => rm(this.#logFile(id), { force: true })));
  }

  async #writeLog(id: string, log: Uint8Array): Promise<void> {
    await mkdir(this.#logFolder, { recursive: true });
    await writeFileAtomic(this.#logFile(id), Buffer.from(log), { mode: 0o600 });
  }

  /** Ids come from a file that anybody may have written: none leads out of the folder. */
  #logFile(id: string): string {
    return path.join(this.#logFolder, `${id.replace(/[^\w-]/g, '_')}.log`);
  }
}

function bounded(records: readonly BuildRecord[], most: { builds: number; logBytes: number }): BuildRecord[] {
  let bytes = 0;
  return records.slice(0, most.builds).filter(({ logBytes }) => {
    bytes += logBytes;
    return bytes <= most.logBytes;
  });
}

function recordOf(
  job: JobSnapshot,
  spec: BuildSpec,
  known: Pick<BuildRecord, 'logBytes' | 'dockerfileDigest'>,
): BuildRecord {
  const steps = (job.build?.steps ?? []).filter(({ place }) => place !== '');
  const count = (...states: string[]) => steps.filter(({ state }) => states.includes(state)).length;
  return {
    id: job.id,
    ...withoutSecrets(spec),
    engineName: job.engineName,
    builder: job.build?.builder ?? null,
    state: job.state,
    startedAt: job.startedAt,
    endedAt: job.endedAt ?? job.startedAt,
    steps: count('done', 'cached', 'failed'),
    cached: count('cached'),
    imageId: job.result?.imageIds[0] ?? '',
    sizeBytes: job.result?.bytes ?? null,
    error: job.error,
    failedStep: job.build?.steps.find(({ state }) => state === 'failed')?.text ?? '',
    ...known,
  };
}

/** An argument that was never meant to be written down is asked for again. */
function withoutSecrets(spec: BuildSpec): Pick<BuildRecord, 'spec' | 'leftOutArgs'> {
  const isKept = ([name, value]: [string, string]) => !isSecretName(name) && redact(value) === value;
  const given = Object.entries(spec.buildArgs);
  const buildArgs = Object.fromEntries(given.filter(isKept));
  const leftOutArgs = given.filter((argument) => !isKept(argument)).map(([name]) => name);
  const kept = { ...spec, folder: redact(spec.folder), buildArgs, ...withoutPasswords(spec) };
  return leftOutArgs.length === 0 ? { spec: kept } : { spec: kept, leftOutArgs };
}

/** Addresses may carry a sign-in. */
function withoutPasswords({ contexts }: BuildSpec): Pick<BuildSpec, 'contexts'> {
  if (contexts === undefined) return {};
  return { contexts: contexts.map(({ name, source }) => ({ name, source: redact(source) })) };
}

async function digestOf({ folder, dockerfile }: BuildSpec): Promise<string> {
  const bytes = await readSmallFile(path.resolve(folder, dockerfile)).catch(() => null);
  // One that is gone or none, or that lies in a repository far away, has no digest to compare.
  return bytes === null ? '' : createHash('sha256').update(bytes).digest('hex');
}
