import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Handlers } from '../contract';
import { suggestArchiveName } from '../core/archive-name';
import { checkReference } from '../core/reference';
import { listBuildCache } from '../engine/build-cache';
import { containerChanges } from '../engine/container-changes';
import { listContainers } from '../engine/list-containers';
import { buildHandlers } from './build/build-handlers';
import { identifyFile } from './identify-file';
import { completeName } from './images/complete-name';
import type { Services } from './services';
import { markOwn } from './terminals/own-containers';
import { terminalHandlers } from './terminals/terminal-handlers';

/** The requests that need a desktop; the shell answers them. */
export type DesktopRequest =
  | 'app.info'
  | 'app.openHelp'
  | 'app.copyText'
  | 'app.revealFile'
  | 'app.chooseOpenFile'
  | 'app.chooseSaveFile'
  | 'app.chooseFolder'
  | 'app.openArchive'
  | 'app.setUnsaved'
  | 'app.savedAll';
export type ServiceHandlers = Omit<Handlers, DesktopRequest>;
type Part<Prefix extends string> = Pick<
  ServiceHandlers,
  Extract<keyof ServiceHandlers, `${Prefix}.${string}`>
>;

/** Every request that is answered without a desktop. */
export function serviceHandlers(services: Services): ServiceHandlers {
  return {
    ...appHandlers(services),
    ...settingsHandlers(services),
    ...engineHandlers(services),
    ...imageHandlers(services),
    ...containerHandlers(services),
    ...jobHandlers(services),
    ...registryHandlers(services),
    ...buildHandlers(services),
    ...layerHandlers(services),
  };
}

function appHandlers({ downloadsFolder }: Services): Part<'app'> {
  return {
    'app.identifyFile': ({ path: file }) => identifyFile(file),
    'app.suggestSavePath': async ({ references }) =>
      path.join(downloadsFolder, suggestArchiveName(references)),
    'app.fileExists': ({ path: file }) => exists(file),
  };
}

function settingsHandlers({ settings }: Services): Part<'settings'> {
  return {
    'settings.get': async () => settings.get(),
    'settings.set': async (change) => settings.set(change),
  };
}

function engineHandlers({ engines }: Services): Part<'engines'> {
  return {
    'engines.state': async () => engines.state(),
    'engines.refresh': () => engines.refresh(),
    'engines.use': async ({ id }) => engines.use(id),
  };
}

function imageHandlers({ engines, images }: Services): Part<'images'> {
  const { list, facts, details, previews } = images;
  return {
    'images.list': ({ engineId }) => list.list(engineId),
    'images.refresh': async ({ engineId }) => {
      engines.require(engineId);
      return await list.refresh(engineId);
    },
    'images.facts': ({ engineId, ids }) => facts.facts(engineId, ids),
    'images.details': ({ engineId, id }) => details.details(engineId, id),
    'images.history': ({ engineId, id }) => details.history(engineId, id),
    'images.dockerfile': ({ engineId, id }) => details.dockerfile(engineId, id),
    'images.json': ({ engineId, id }) => details.json(engineId, id),
    'images.checkReference': async ({ engineId, text }) => {
      const check = checkReference(text);
      return { ...check, existing: list.holderOf(engineId, check.familiar) ?? null };
    },
    'images.complete': async ({ engineId, text }) => completeName(list.images(engineId), text),
    'images.removePreview': ({ engineId, targets, force }) => previews.remove(engineId, targets, force),
    'images.buildCache': ({ engineId }) => listBuildCache(engines.require(engineId)),
    'images.freedBytes': ({ engineId, ids }) => previews.reclaimedBy(engineId, ids),
    'images.prunePreview': ({ engineId, mode }) => previews.prune(engineId, mode),
  };
}

function containerHandlers({ engines, terminals }: Services): Part<'containers' | 'terminal'> {
  return {
    'containers.list': async ({ engineId, imageId }) => {
      const engine = engines.require(engineId);
      const containers = await listContainers(engine);
      const asked = containers.filter((container) => imageId === undefined || container.imageId === imageId);
      return await markOwn(engine, asked);
    },
    'containers.changes': ({ engineId, id }) => containerChanges(engines.require(engineId), id),
    ...terminalHandlers({ engines, terminals }),
  };
}

function layerHandlers({ layers }: Services): Part<'layers'> {
  return {
    'layers.open': ({ source }) => layers.open(source),
    'layers.outline': (view) => layers.ask('layers.outline', view),
    'layers.rows': (part) => layers.ask('layers.rows', part),
    'layers.locate': (place) => layers.ask('layers.locate', place),
    'layers.find': (place) => layers.ask('layers.find', place),
    'layers.map': (place) => layers.ask('layers.map', place),
    'layers.life': (place) => layers.ask('layers.life', place),
    'layers.preview': (file) => layers.ask('layers.preview', file),
    'layers.piece': (file) => layers.ask('layers.piece', file),
    'layers.findings': (tree) => layers.ask('layers.findings', tree),
    'layers.contents': (tree) => layers.ask('layers.contents', tree),
    'layers.compare': (trees) => layers.ask('layers.compare', trees),
  };
}

function jobHandlers({ jobs }: Services): Part<'jobs'> {
  return {
    'jobs.start': (spec) => jobs.start(spec),
    'jobs.list': async () => jobs.list(),
    'jobs.cancel': async ({ id }) => jobs.cancel(id),
    'jobs.retry': ({ id, force }) => jobs.retry(id, force ?? false),
    'jobs.log': async ({ id }) => jobs.log(id),
    'jobs.stepLog': async ({ id, step }) => jobs.stepLog(id, step),
    'jobs.clear': async ({ id }) => jobs.clear(id),
  };
}

function registryHandlers({ engines, registries }: Services): Part<'registries'> {
  return {
    'registries.state': () => registries.state(),
    'registries.signIn': (signIn) => registries.signIn(signIn),
    'registries.signOut': ({ server }) => registries.signOut(server),
    'registries.search': async ({ engineId, term }) => registries.search(engines.require(engineId), term),
    'registries.tags': ({ repository }) => registries.tags(repository),
  };
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    // What cannot be seen is, for a name that is about to be used, not there.
    return false;
  }
}
