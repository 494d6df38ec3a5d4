import { z } from 'zod';
import { builderKind, buildRun } from './build';
import { engineId } from './engines';
import { appError } from './errors';
import { pruneMode } from './images';
import { layerSource } from './layers';

const onEngine = { engineId };
const path = z.string().min(1).max(4096);
const reference = z.string().min(1).max(512);

/** A stage or an image whose place the context takes (distribution reference grammar). */
const contextName = /^[a-z0-9]+(?:[._/:@-]+[a-zA-Z0-9]+)*$/;
const contextSource = /^(?:\/|[A-Za-z]:[\\/]|docker-image:\/\/\S|https?:\/\/\S|git:\/\/\S|git@\S|ssh:\/\/\S)/;

export const buildSpec = z.object({
  kind: z.literal('build'),
  ...onEngine,
  /** Build context: a folder, a tar archive, or the address of a Git repository or archive. */
  folder: path,
  /** Relative to the folder, or absolute. */
  dockerfile: path,
  tags: z.array(reference),
  /** Stage to stop at; empty for the last one. */
  target: z.string(),
  buildArgs: z.record(z.string(), z.string()),
  noCache: z.boolean(),
  /** Ask the registry for newer base images. */
  pullBase: z.boolean(),
  /** BuildKit where the engine has it when absent. */
  builder: builderKind.optional(),
  /** `linux/arm64`; the engine's own when absent. */
  platform: z.string().max(64).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  /** Network of RUN steps. */
  network: z.string().max(256).optional(),
  /** Files whose content RUN steps may mount by an id; BuildKit only. */
  secrets: z.array(z.object({ id: z.string().min(1).max(256), file: path })).optional(),
  /** Further contexts that COPY --from and FROM find by their names; BuildKit only. */
  contexts: z
    .array(
      z.object({
        name: z.string().max(256).regex(contextName),
        /** Full path of a folder, `docker-image://NAME`, or the address of a Git repository or a file. */
        source: z.string().max(4096).regex(contextSource),
      }),
    )
    .max(100)
    .optional(),
  /** Lets RUN steps use this user's SSH agent; BuildKit only. */
  ssh: z.boolean().optional(),
  /** All new layers in one; engines set to experimental. */
  squash: z.boolean().optional(),
});
export type BuildSpec = z.infer<typeof buildSpec>;

export const jobSpec = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pull'),
    ...onEngine,
    reference,
    /** `linux/arm64`; the engine's own when absent. */
    platform: z.string().max(64).optional(),
    allTags: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('push'), ...onEngine, references: z.array(reference).min(1) }),
  z.object({ kind: z.literal('tag'), ...onEngine, source: reference, reference }),
  z.object({
    kind: z.literal('untag'),
    ...onEngine,
    references: z.array(reference).min(1),
    /** Takes the last name also from an image that containers use. */
    force: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('remove'),
    ...onEngine,
    /** References or image ids. An id stands for the image with all its references. */
    targets: z.array(reference).min(1),
    force: z.boolean(),
  }),
  z.object({
    kind: z.literal('prune'),
    ...onEngine,
    /** Images, or what BuildKit keeps of earlier builds. */
    mode: z.enum([...pruneMode.options, 'build-cache']),
  }),
  z.object({
    kind: z.literal('commit'),
    ...onEngine,
    containerId: z.string().min(1),
    reference: reference.optional(),
    author: z.string(),
    message: z.string(),
    pause: z.boolean(),
    /** Dockerfile instructions that commit accepts: CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, ONBUILD, USER, VOLUME, WORKDIR. */
    changes: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('save'),
    ...onEngine,
    images: z.array(reference).min(1),
    file: path,
    /** Replace an existing file; without it an existing file is an error. */
    overwrite: z.boolean(),
  }),
  z.object({ kind: z.literal('load'), ...onEngine, file: path }),
  z.object({
    kind: z.literal('import'),
    ...onEngine,
    file: path,
    reference: reference.optional(),
    message: z.string(),
    changes: z.array(z.string()),
  }),
  buildSpec,
  /** Reads the layers of an image or archive and keeps what they hold in the cache on disk. */
  z.object({ kind: z.literal('analyse'), engineId: engineId.nullable(), source: layerSource }),
  /** Writes a file of a layer, or a folder as a tar, to disk. */
  z.object({
    kind: z.literal('extract'),
    engineId: engineId.nullable(),
    source: layerSource,
    /** Path in the image, without a leading slash. */
    path: z.string().max(65_536),
    /** File: the layer whose version is meant. Folder: the layer on top of which it is seen. 0 = base. */
    layer: z.number().int().min(0),
    form: z.enum(['file', 'tar']),
    file: path,
    overwrite: z.boolean(),
  }),
]);
export type JobSpec = z.infer<typeof jobSpec>;
export type JobKind = JobSpec['kind'];
export type PruneSpec = Extract<JobSpec, { kind: 'prune' }>;

export const jobState = z.enum(['running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof jobState>;

/** What a row is doing; the renderer has a word for each. */
export const rowPhase = z.enum([
  'waiting',
  'preparing',
  'downloading',
  'verifying',
  'extracting',
  'pushing',
  'mounting',
  'reading',
  'writing',
  'retrying',
  'running',
  'cached',
  'exists',
  'done',
  'failed',
]);
export type RowPhase = z.infer<typeof rowPhase>;

export const jobRow = z.object({
  id: z.string(),
  /** Short layer id, reference, file name. */
  label: z.string(),
  phase: rowPhase,
  /** Null when it cannot be counted. */
  current: z.number().nullable(),
  total: z.number().nullable(),
  /** containerd counts extraction in seconds. */
  unit: z.enum(['bytes', 'seconds', 'items']),
});
export type JobRow = z.infer<typeof jobRow>;

export const itemReport = z.object({
  target: z.string(),
  outcome: z.enum(['untagged', 'deleted', 'kept', 'tagged', 'pushed', 'pulled', 'loaded', 'failed']),
  detail: z.string(),
  error: appError.nullable(),
});
export type ItemReport = z.infer<typeof itemReport>;

export const jobResult = z.object({
  /** References made, changed or moved. */
  references: z.array(z.string()),
  imageIds: z.array(z.string()),
  /** Manifest digest of a pull or push. */
  digest: z.string().nullable(),
  /** Nothing had to be done (pull of an image that is up to date, push of layers that exist). */
  upToDate: z.boolean(),
  file: z.string().nullable(),
  bytes: z.number().nullable(),
  reclaimedBytes: z.number().nullable(),
  items: z.array(itemReport),
});
export type JobResult = z.infer<typeof jobResult>;

export const jobSnapshot = z.object({
  id: z.string(),
  spec: jobSpec,
  engineName: z.string(),
  /** What the verb acts on: a reference, `3 images` as a count in `subjectCount`, a file's name. */
  subject: z.string(),
  subjectCount: z.number(),
  state: jobState,
  /** Cancel was asked for and the work has not ended yet. */
  cancelling: z.boolean(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  rows: z.array(jobRow),
  /** Bytes over all rows that can be counted; null when nothing can. */
  current: z.number().nullable(),
  total: z.number().nullable(),
  /** Bytes a second over the last seconds; null when unknown. */
  speed: z.number().nullable(),
  /** Milliseconds; null when unknown. */
  remaining: z.number().nullable(),
  error: appError.nullable(),
  result: jobResult.nullable(),
  /** Of builds only. */
  build: buildRun.optional(),
  /** Grows with each snapshot of the job; an older one is dropped. */
  revision: z.number(),
});
export type JobSnapshot = z.infer<typeof jobSnapshot>;
