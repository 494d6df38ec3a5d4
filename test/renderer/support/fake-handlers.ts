import type { EventName, Events, Handlers, JobSnapshot, JobSpec } from '../../../electron/contract';
import { checkReference } from '../../../electron/core/reference';
import { fakeBuildHandlers } from './fake-build';
import { appInfo, connected, settings as firstSettings, ids } from './sample-engines';
import { containers, details, digest, dockerfile, history, imageList, images, now } from './sample-images';
import { jobs, registries, searchResults } from './sample-jobs';

interface Publisher {
  publish<N extends EventName>(name: N, payload: Events[N]): void;
}

/** Answers to every request, from the sample data. What changes something publishes what main would. */
export function defaultHandlers(main: Publisher): Handlers {
  return {
    ...appHandlers(main),
    ...engineHandlers(main),
    ...imageHandlers(),
    ...jobHandlers(main),
    ...layerHandlers(),
    ...fakeBuildHandlers(),
  };
}

type Picked<P extends string> = {
  [N in keyof Handlers as N extends `${P}.${string}` ? N : never]: Handlers[N];
};

function appHandlers(main: Publisher): Picked<'app' | 'settings'> {
  let settings = firstSettings;
  return {
    'app.info': async () => appInfo,
    'app.openHelp': async () => undefined,
    'app.copyText': async () => undefined,
    'app.revealFile': async () => undefined,
    'app.identifyFile': async ({ path }) => ({
      path,
      name: path.split('/').at(-1) ?? path,
      sizeBytes: 52_000_000,
      kind: path.endsWith('.tar') ? 'image-archive' : 'unknown',
      references: ['nginx:1.27-alpine'],
    }),
    'app.chooseOpenFile': async () => '/home/ada/Downloads/images.tar',
    'app.chooseSaveFile': async ({ suggestedName }) => `/home/ada/${suggestedName}`,
    'app.openArchive': async () => undefined,
    'app.setUnsaved': async () => undefined,
    'app.savedAll': async () => undefined,
    'app.chooseFolder': async () => '/home/ada/shop',
    'app.suggestSavePath': async () => '/home/ada/Downloads/storefront-2.14.0.tar',
    'app.fileExists': async () => false,
    'settings.get': async () => settings,
    'settings.set': async (changes) => {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      settings = { ...settings, ...Object.fromEntries(given) };
      main.publish('settings.changed', settings);
      return settings;
    },
  };
}

function engineHandlers(main: Publisher): Picked<'engines' | 'containers' | 'registries' | 'terminal'> {
  let state = connected;
  return {
    'engines.state': async () => state,
    'engines.refresh': async () => state,
    'engines.use': async ({ id }) => {
      state = { ...state, activeId: id };
      main.publish('engine.changed', state);
      return state;
    },
    'containers.list': async ({ imageId }) =>
      containers.filter((container) => imageId === undefined || container.imageId === imageId),
    'containers.changes': async () => ({
      changes: [
        { path: '/app/hotfix.patch', kind: 'added' },
        { path: '/app/server.js', kind: 'changed' },
        { path: '/tmp/build.log', kind: 'deleted' },
      ],
      total: 3,
      added: 1,
      changed: 1,
      deleted: 1,
      flagged: {},
      mounts: ['/app/uploads'],
    }),
    'containers.run': async () => ({ containerId: 'c1', terminalId: 't1' }),
    'containers.start': async () => ({ terminalId: 't1' }),
    'containers.stop': async () => undefined,
    'containers.remove': async () => undefined,
    'containers.dockerfile': async () => ({ text: 'FROM nginx:1.27\n', files: [], totalFiles: 0, notes: [] }),
    'containers.saveDockerfile': async ({ folder }) => ({ folder }),
    'terminal.open': async () => ({ terminalId: 't1', scrollback: '', offset: 0, ended: null }),
    'terminal.write': async () => undefined,
    'terminal.resize': async () => undefined,
    'terminal.drawn': async () => undefined,
    'terminal.close': async () => undefined,
    'registries.state': async () => registries,
    'registries.signIn': async ({ server }) => ({ server, storage: 'secretservice' }),
    'registries.signOut': async () => registries,
    'registries.search': async () => searchResults,
    'registries.tags': async () => ['1.26', '1.27', '1.27-alpine', 'latest'],
  };
}

function imageHandlers(): Picked<'images'> {
  const find = (id: string) => {
    const found = images.find((image) => image.id === id) ?? images[0];
    if (!found) throw new Error('there are no sample images');
    return found;
  };
  return {
    'images.list': async ({ engineId }) => listOf(engineId),
    'images.refresh': async ({ engineId }) => listOf(engineId),
    'images.facts': async ({ ids: wanted }) =>
      Object.fromEntries(wanted.map((id) => [id, { platform: 'linux/amd64', layers: 6, sharedWith: 2 }])),
    'images.details': async ({ id }) => details(find(id)),
    'images.history': async ({ id }) => history(find(id)),
    'images.dockerfile': async () => dockerfile,
    'images.json': async ({ id }) => JSON.stringify({ Id: id, Architecture: 'amd64', Os: 'linux' }, null, 2),
    'images.checkReference': async ({ text }) => checkedReference(text),
    'images.complete': async ({ text }) =>
      images.flatMap((image) => image.references).filter((reference) => reference.startsWith(text)),
    'images.removePreview': async ({ targets }) => ({
      untagged: targets,
      deleted: [{ id: digest('gone'), references: targets, sizeBytes: 48_200_000 }],
      blocked: [],
      reclaimBytes: 39_900_000,
    }),
    'images.buildCache': async () => [
      { id: 'c1', text: '[2/3] RUN npm ci', sizeBytes: 210_000_000, lastUsedAt: 1_000 },
      { id: 'c2', text: '[1/3] FROM node:22', sizeBytes: 900_000_000, lastUsedAt: 1_000 },
      { id: 'c3', text: 'local source for context', sizeBytes: 40_000_000, lastUsedAt: 1_000 },
    ],
    'images.freedBytes': async () => null,
    'images.prunePreview': async ({ mode }) => ({
      mode,
      images: images.filter((image) => image.dangling || (mode === 'unused' && image.containers === 0)),
      untagged: [],
      reclaimBytes: 829_000_000,
    }),
  };
}

/** Other engines than the first have few images, so that mixing them up is seen. */
function listOf(engineId: string) {
  return { ...imageList, engineId, images: engineId === ids.desktop ? images : images.slice(5, 8) };
}

/** By the rules that main has, so that a window of tests and one of the app say the same. */
function checkedReference(text: string) {
  const checked = checkReference(text);
  const existing = images.find((image) => image.references.includes(checked.familiar))?.id ?? null;
  return { ...checked, existing };
}

function jobHandlers(main: Publisher): Picked<'jobs'> {
  let known: JobSnapshot[] = jobs;
  const find = (id: string) => {
    const found = known.find((job) => job.id === id);
    if (!found) throw new Error(`there is no job ${id}`);
    return found;
  };
  const put = (job: JobSnapshot) => {
    known = [job, ...known.filter((other) => other.id !== job.id)];
    main.publish('jobs.updated', [job]);
    return job;
  };
  return {
    'jobs.start': async (spec) => put(started(spec, `job-${known.length + 1}`)),
    'jobs.list': async () => known,
    'jobs.cancel': async ({ id }) => {
      const job = find(id);
      return put({ ...job, state: 'cancelled', endedAt: now, revision: job.revision + 1 });
    },
    'jobs.retry': async ({ id }) => put(started(find(id).spec, `job-${known.length + 1}`)),
    'jobs.log': async () => '3da95a905ed5: Pull complete\nb8c0f3a1d9e2: Extracting\n',
    'jobs.stepLog': async () => 'compiling\n',
    'jobs.clear': async ({ id }) => {
      known = known.filter((job) => job.state === 'running' || (id !== undefined && job.id !== id));
      return known;
    },
  };
}

/** Nothing is analysed; tests of the layer browser bring their own answers. */
function layerHandlers(): Picked<'layers'> {
  const unknownTree = async () => {
    throw new Error('there is no sample tree');
  };
  return {
    'layers.open': async () => ({ state: 'unknown' }),
    'layers.outline': unknownTree,
    'layers.rows': unknownTree,
    'layers.locate': unknownTree,
    'layers.find': unknownTree,
    'layers.map': unknownTree,
    'layers.life': unknownTree,
    'layers.preview': unknownTree,
    'layers.piece': unknownTree,
    'layers.findings': unknownTree,
    'layers.contents': unknownTree,
    'layers.compare': unknownTree,
  };
}

function started(spec: JobSpec, id: string): JobSnapshot {
  return {
    id,
    spec,
    engineName: 'default',
    subject: 'reference' in spec ? (spec.reference ?? '') : '',
    subjectCount: 1,
    state: 'running',
    cancelling: false,
    startedAt: now,
    endedAt: null,
    rows: [],
    current: null,
    total: null,
    speed: null,
    remaining: null,
    error: null,
    result: null,
    revision: 1,
  };
}
