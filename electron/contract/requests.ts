import { z } from 'zod';
import { appInfo, droppedFile, helpPage, settings } from './app';
import { buildContext } from './build';
import { buildFileRequests } from './build-files';
import { buildHistoryRequests } from './build-history';
import { containerChanges, containerSummary } from './containers';
import { dockerfileLanguageRequests } from './dockerfile-language';
import { engineId, engineState } from './engines';
import {
  buildCacheEntry,
  imageDetails,
  imageFacts,
  imageHistory,
  imageList,
  pruneMode,
  prunePreview,
  reconstructedDockerfile,
  referenceCheck,
  removePreview,
} from './images';
import { jobSnapshot, jobSpec } from './jobs';
import { layerRequests } from './layer-requests';
import { registryState, searchResult, signInResult } from './registries';
import { terminalRequests } from './terminals';

const nothing = z.undefined();
const ofImage = z.object({ engineId, id: z.string().min(1).max(512) });
const ofJob = z.object({ id: z.string() });

/** Every request a window may make: name -> what goes in, what comes out. The schemas are the source of all types. */
export const requests = {
  'app.info': { input: nothing, output: appInfo },
  'app.openHelp': { input: z.object({ page: helpPage }), output: nothing },
  'app.copyText': { input: z.object({ text: z.string().max(4_000_000) }), output: nothing },
  'app.revealFile': { input: z.object({ path: z.string() }), output: nothing },
  'app.identifyFile': { input: z.object({ path: z.string() }), output: droppedFile },
  'app.chooseOpenFile': {
    input: z.object({ purpose: z.enum(['load', 'import', 'open-archive']) }),
    output: z.string().nullable(),
  },
  'app.chooseSaveFile': { input: z.object({ suggestedName: z.string() }), output: z.string().nullable() },
  'app.chooseFolder': { input: nothing, output: z.string().nullable() },
  /** Opens a window of its own that looks inside an archive, or brings it to the front. */
  'app.openArchive': { input: z.object({ path: z.string().min(1).max(4096) }), output: nothing },
  /** Files whose text in the window is not that on disk, full paths; closing the window asks about them. */
  'app.setUnsaved': { input: z.object({ files: z.array(z.string().max(4096)).max(1000) }), output: nothing },
  /** The answer to `app.saveAll`: whether all of them are saved now. */
  'app.savedAll': { input: z.object({ saved: z.boolean() }), output: nothing },
  /** A full path in the person's downloads folder for a new archive; nothing is created. */
  'app.suggestSavePath': { input: z.object({ references: z.array(z.string()) }), output: z.string() },
  'app.fileExists': { input: z.object({ path: z.string() }), output: z.boolean() },

  'settings.get': { input: nothing, output: settings },
  'settings.set': { input: settings.partial(), output: settings },

  'engines.state': { input: nothing, output: engineState },
  /** Reads the configuration again and asks every endpoint. */
  'engines.refresh': { input: nothing, output: engineState },
  'engines.use': { input: z.object({ id: engineId }), output: engineState },

  'images.list': { input: z.object({ engineId }), output: imageList },
  /** Asks the engine for the whole list again (Ctrl/Cmd-R). */
  'images.refresh': { input: z.object({ engineId }), output: imageList },
  'images.facts': {
    input: z.object({ engineId, ids: z.array(z.string()).max(500) }),
    output: z.record(z.string(), imageFacts),
  },
  'images.details': { input: ofImage, output: imageDetails },
  'images.history': { input: ofImage, output: imageHistory },
  'images.dockerfile': { input: ofImage, output: reconstructedDockerfile },
  /** Inspect's answer, pretty-printed JSON. */
  'images.json': { input: ofImage, output: z.string() },
  'images.checkReference': { input: z.object({ engineId, text: z.string() }), output: referenceCheck },
  /** Local names that complete a text, best first, at most 20. */
  'images.complete': { input: z.object({ engineId, text: z.string() }), output: z.array(z.string()) },
  'images.removePreview': {
    input: z.object({ engineId, targets: z.array(z.string()).min(1), force: z.boolean() }),
    output: removePreview,
  },
  /** Largest first; without what a running build uses. */
  'images.buildCache': { input: z.object({ engineId }), output: z.array(buildCacheEntry) },
  /** What a preview could not tell at once: bytes that removing these images frees; null when nothing tells. */
  'images.freedBytes': {
    input: z.object({ engineId, ids: z.array(z.string()).min(1) }),
    output: z.number().nullable(),
  },
  'images.prunePreview': { input: z.object({ engineId, mode: pruneMode }), output: prunePreview },

  'containers.list': {
    input: z.object({ engineId, imageId: z.string().optional() }),
    output: z.array(containerSummary),
  },
  'containers.changes': { input: z.object({ engineId, id: z.string() }), output: containerChanges },
  ...terminalRequests,

  /** Looks at a folder, or at the folder of a Dockerfile, without sending anything. */
  'build.context': {
    input: z.object({
      path: z.string().min(1),
      dockerfile: z.string().optional(),
      /** Text of the ignore file, while it is edited. */
      ignoreText: z.string().max(2_000_000).optional(),
      /** A word by which `build.measuring` tells whose figures it carries. */
      look: z.string().max(64).optional(),
    }),
    output: buildContext,
  },
  ...dockerfileLanguageRequests,
  ...buildFileRequests,
  ...buildHistoryRequests,

  ...layerRequests,

  'jobs.start': { input: jobSpec, output: jobSnapshot },
  'jobs.list': { input: nothing, output: z.array(jobSnapshot) },
  'jobs.cancel': { input: ofJob, output: jobSnapshot },
  'jobs.retry': { input: ofJob.extend({ force: z.boolean().optional() }), output: jobSnapshot },
  'jobs.log': { input: ofJob, output: z.string() },
  /** What one step of a build has printed, with the builder's colour codes. */
  'jobs.stepLog': { input: ofJob.extend({ step: z.string().max(512) }), output: z.string() },
  /** Forgets one ended job, or all ended ones. */
  'jobs.clear': { input: z.object({ id: z.string().optional() }), output: z.array(jobSnapshot) },

  'registries.state': { input: nothing, output: registryState },
  'registries.signIn': {
    input: z.object({
      server: z.string().max(512),
      username: z.string().min(1).max(512),
      password: z.string().min(1).max(16_384),
    }),
    output: signInResult,
  },
  'registries.signOut': { input: z.object({ server: z.string() }), output: registryState },
  /** Docker Hub through the engine, or `HOST[:PORT]/term` at that registry. */
  'registries.search': {
    input: z.object({ engineId, term: z.string().min(1).max(256) }),
    output: z.array(searchResult),
  },
  /** Tags of a repository from its registry, newest naming last as the registry sorts; at most 1,000. */
  'registries.tags': { input: z.object({ repository: z.string() }), output: z.array(z.string()) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<N extends RequestName> = z.infer<Requests[N]['input']>;
export type RequestOutput<N extends RequestName> = z.infer<Requests[N]['output']>;
/** One async function a request; a table that misses one does not compile. */
export type Handlers = {
  [N in RequestName]: (input: RequestInput<N>) => Promise<RequestOutput<N>>;
};
