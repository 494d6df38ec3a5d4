import path from 'node:path';
import type { StartWorker } from '../analysis/port';
import type { JobSnapshot, Publish } from '../contract';
import { dockerConfigFolder } from '../engine/discover-endpoints';
import { CredentialStore } from '../registry/credential-store';
import { certificateFolders } from '../registry/registry-tls';
import { BuildHistory } from './build/build-history';
import { type MeasureContext, measureContext } from './build/measure-context';
import type { PackContext } from './build/pack-context';
import { type EngineAccess, realEngineAccess } from './engines/engine-access';
import { EnginesService } from './engines/engines-service';
import { createImageServices, type ImageServices } from './images/image-services';
import { type ListAccess, realListAccess } from './images/list-access';
import { engineOf } from './jobs/engine-of';
import type { JobImages } from './jobs/job-context';
import { JobsService } from './jobs/jobs-service';
import { jobRunners } from './jobs/runners';
import { touchedBy } from './jobs/touched-by';
import { createLayers } from './layers/create-layers';
import type { LayersService } from './layers/layers-service';
import type { Log } from './log';
import { RegistriesService } from './registries-service';
import type { SettingsService } from './settings';
import { TerminalsService } from './terminals/terminals-service';

export interface ServicesInput {
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  /** Where settings and caches live. */
  dataFolder: string;
  /** Where new archives are suggested to be saved. */
  downloadsFolder: string;
  settings: SettingsService;
  publish: Publish;
  log: Log;
  /** Makes the worker that reads layers. */
  startWorker: StartWorker;
  /** Measures build contexts; on the thread of the services by default. */
  measure?: MeasureContext;
  /** Packs them; on the thread of the services by default. */
  pack?: PackContext;
  /** Tests put their own in place of the real ones. */
  engineAccess?: EngineAccess;
  listAccess?: ListAccess;
}

/** Everything that the app can do, without a window. */
export interface Services {
  downloadsFolder: string;
  publish: Publish;
  settings: SettingsService;
  engines: EnginesService;
  images: ImageServices;
  jobs: JobsService;
  builds: BuildHistory;
  measure: MeasureContext;
  layers: LayersService;
  registries: RegistriesService;
  terminals: TerminalsService;
  /** Finds and connects to an engine. */
  start(): void;
  /** Ends all work cleanly: jobs are cancelled and have cleaned up, everything is on disk, nothing is connected. */
  stop(): Promise<void>;
}

/** Wires the services together; nothing begins before `start`. */
export function createServices(input: ServicesInput): Services {
  const { settings, downloadsFolder } = input;
  const engines = createEngines(input);
  const images = createImageServices({
    cacheFolder: path.join(input.dataFolder, 'image-cache'),
    access: input.listAccess ?? realListAccess,
    engines,
    publish: input.publish,
    onError: (thrown) => input.log.error('images', thrown),
  });
  const registries = createRegistries(input, engines);
  const layers = createLayers({ ...input, engines, images });
  const builds = new BuildHistory({ ...input, onError: (thrown) => input.log.error('builds', thrown) });
  const jobs = createJobs(input, { engines, images, registries, layers, builds });
  const terminals = createTerminals(input, engines);
  const stop = async () => {
    await jobs.cancelAll();
    terminals.stopAll();
    await layers.close();
    engines.close();
    await Promise.all([images.flush(), settings.flush(), builds.flush()]);
  };
  return {
    downloadsFolder,
    publish: input.publish,
    settings,
    engines,
    images,
    registries,
    jobs,
    builds,
    measure: input.measure ?? measureContext,
    layers,
    terminals,
    start: () => engines.start(),
    stop,
  };
}

function createEngines({ env, settings, publish, log, engineAccess }: ServicesInput): EnginesService {
  return new EnginesService({
    access: engineAccess ?? realEngineAccess(env),
    publish,
    remembered: {
      get: () => settings.engine,
      set: (id) => {
        settings.engine = id;
      },
    },
    onError: (thrown) => log.error('engines', thrown),
  });
}

function createTerminals({ publish, log }: ServicesInput, engines: EnginesService): TerminalsService {
  const terminals = new TerminalsService({
    lease: (engineId) => engines.lease(engineId),
    publish,
    onError: (thrown) => log.error('terminals', thrown),
  });
  engines.follow(terminals.follower);
  return terminals;
}

function createRegistries({ env, home, publish }: ServicesInput, engines: EnginesService): RegistriesService {
  const configFolder = dockerConfigFolder({ env, home });
  return new RegistriesService({
    store: new CredentialStore({ env, platform: process.platform, configFolder }),
    engine: () => engines.current(),
    certificateFolders: certificateFolders(home),
    publish,
  });
}

function createJobs(
  { publish, log, pack }: ServicesInput,
  {
    engines,
    images,
    registries,
    layers,
    builds,
  }: Pick<Services, 'engines' | 'images' | 'registries' | 'layers' | 'builds'>,
): JobsService {
  const jobs: JobsService = new JobsService({
    lease: (engineId) => engines.lease(engineId),
    surroundings: ({ engine }) => ({
      credentialsFor: (reference) => registries.credentialsFor(reference),
      images: jobImages(images, engine.id),
    }),
    runners: jobRunners(layers, pack),
    publish,
    onEnd: (job: JobSnapshot) => {
      const engineId = engineOf(job.spec);
      if (engineId !== null) images.list.touch(engineId, touchedBy(job));
      if (job.spec.kind === 'build') builds.ended(job, job.spec, jobs.log(job.id));
    },
    onError: (thrown) => log.error('jobs', thrown),
  });
  return jobs;
}

function jobImages({ list, details, previews }: ImageServices, engineId: string): JobImages {
  return {
    all: () => list.images(engineId),
    get: (id) => list.image(engineId, id),
    holderOf: (reference) => list.holderOf(engineId, reference),
    inspect: async (idOrName) => (await details.kept(engineId, idOrName)).inspected,
    reclaimedBy: (ids) => previews.reclaimedBy(engineId, ids),
  };
}
