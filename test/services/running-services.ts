import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  EngineState,
  Events,
  JobSnapshot,
  JobSpec,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../electron/contract';
import { CodedError } from '../../electron/core/coded-error';
import { serviceHandlers } from '../../electron/services/handlers';
import { runRequest } from '../../electron/services/run-request';
import { createServices, type Services } from '../../electron/services/services';
import { SettingsService } from '../../electron/services/settings';
import { temporaryFolder } from '../support/temporary-folder';
import { workerHere } from '../support/worker-here';

type ServiceRequest = Exclude<
  RequestName,
  | 'app.info'
  | 'app.openHelp'
  | 'app.copyText'
  | 'app.revealFile'
  | 'app.chooseOpenFile'
  | 'app.chooseSaveFile'
  | 'app.chooseFolder'
  | 'app.openArchive'
  | 'app.setUnsaved'
  | 'app.savedAll'
>;
type Told = { [N in keyof Events]: { name: N; payload: Events[N] } }[keyof Events];

/** The services as a window sees them: requests in, results and events out; answers are held to their schemas. */
export interface RunningServices {
  services: Services;
  folder: string;
  configFile: string;
  /** Everything that was published, in order. */
  events: Told[];
  /** Unexpected errors that went to the log. */
  errors: unknown[];
  /** Throws the coded error of a refusal. */
  ask<N extends ServiceRequest>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  /** Waits for the engine to be connected; answers its id. */
  connected(): Promise<string>;
  /** Resolves once the condition holds, looking after each event. */
  until<T>(condition: () => T | null | undefined | false): Promise<T>;
  /** Starts a job and waits for its end. */
  run(spec: JobSpec): Promise<JobSnapshot>;
  ended(id: string): Promise<JobSnapshot>;
  stop(): Promise<void>;
}

export interface RunningInput {
  /** As for DOCKER_HOST. */
  host?: string;
  env?: Record<string, string>;
  /** Content of config.json. */
  config?: object;
  /** Docker contexts: name -> host. */
  contexts?: Record<string, string>;
  /** Settings and caches of an earlier run. */
  folder?: string;
}

/** Starts the services with settings, caches and Docker configuration of their own. */
export async function startServices(input: RunningInput = {}): Promise<RunningServices> {
  const folder = input.folder ?? (await temporaryFolder());
  const configFolder = join(folder, 'docker');
  await mkdir(configFolder, { recursive: true });
  const configFile = join(configFolder, 'config.json');
  if (input.config) await writeFile(configFile, JSON.stringify(input.config));
  for (const [name, host] of Object.entries(input.contexts ?? {}))
    await writeContext(configFolder, name, host);
  const events: Told[] = [];
  const errors: unknown[] = [];
  const watchers = new Set<() => void>();
  const settings = new SettingsService(join(folder, 'data'), (thrown) => errors.push(thrown));
  const services = createServices({
    env: {
      PATH: process.env.PATH,
      DOCKER_CONFIG: configFolder,
      ...(input.host === undefined ? {} : { DOCKER_HOST: input.host }),
      ...input.env,
    },
    home: folder,
    dataFolder: join(folder, 'data'),
    downloadsFolder: join(folder, 'downloads'),
    settings,
    publish: (name, payload) => {
      events.push({ name, payload } as Told);
      for (const watcher of watchers) watcher();
    },
    startWorker: workerHere,
    log: { info: () => undefined, error: (_where, thrown) => errors.push(thrown) },
  });
  const desktop = async () => {
    throw new Error('there is no desktop in this test');
  };
  const handlers = {
    ...serviceHandlers(services),
    'app.info': desktop,
    'app.openHelp': desktop,
    'app.copyText': desktop,
    'app.revealFile': desktop,
    'app.chooseOpenFile': desktop,
    'app.chooseSaveFile': desktop,
    'app.chooseFolder': desktop,
    'app.openArchive': desktop,
    'app.setUnsaved': desktop,
    'app.savedAll': desktop,
  };
  const until = <T>(condition: () => T | null | undefined | false): Promise<T> =>
    new Promise((resolve) => {
      const look = () => {
        const found = condition();
        if (!found) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  const ask = async <N extends ServiceRequest>(
    name: N,
    asked: RequestInput<N>,
  ): Promise<RequestOutput<N>> => {
    const result = await runRequest(handlers, name, asked, {
      checkAnswers: true,
      onUnexpected: (_name, thrown) => errors.push(thrown),
    });
    if (!result.ok) throw new CodedError(result.error);
    return result.value as RequestOutput<N>;
  };
  const ended = async (id: string) => {
    await until(() => services.jobs.list().find((job) => job.id === id && job.state !== 'running'));
    return await until(() => lastSnapshot(events, id));
  };
  services.start();
  return {
    services,
    folder,
    configFile,
    events,
    errors,
    ask,
    until,
    ended,
    connected: async () => (await until(() => connectedState(services))).activeId ?? '',
    run: async (spec) => await ended((await ask('jobs.start', spec)).id),
    stop: () => services.stop(),
  };
}

/** A context as `docker context create` keeps it. */
async function writeContext(configFolder: string, name: string, host: string): Promise<void> {
  const folder = join(configFolder, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
  await mkdir(folder, { recursive: true });
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
  await writeFile(join(folder, 'meta.json'), JSON.stringify(meta));
}

function connectedState(services: Services): EngineState | null {
  const state = services.engines.state();
  return state.connection.state === 'connected' ? state : null;
}

/** As it was published: terminal snapshots are told at once. */
function lastSnapshot(events: Told[], id: string): JobSnapshot | undefined {
  const snapshots = events.flatMap((event) => (event.name === 'jobs.updated' ? event.payload : []));
  return snapshots.filter((job) => job.id === id && job.state !== 'running').at(-1);
}
