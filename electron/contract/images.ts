import { z } from 'zod';
import { engineId } from './engines';

/** Image id with its algorithm, `sha256:<64 hex>`. */
export const imageId = z.string().regex(/^[a-z0-9]+:[0-9a-f]{32,}$/);

export const imageSummary = z.object({
  id: imageId,
  /** `repository:tag`, familiar form, sorted; empty when dangling. Never `<none>:<none>`. */
  references: z.array(z.string()),
  /** `repository@sha256:…` */
  digests: z.array(z.string()),
  /** Unix time, milliseconds. 0 when the image records none. */
  created: z.number(),
  /** The list's own figure, bytes. Never comparable with inspect's on containerd. */
  sizeBytes: z.number(),
  dangling: z.boolean(),
  /** Containers, running or not, that use it. */
  containers: z.number(),
  labels: z.record(z.string(), z.string()),
  parentId: z.string(),
});
export type ImageSummary = z.infer<typeof imageSummary>;

export const imageList = z.object({
  engineId,
  /** Grows with each change; an older patch is dropped. */
  revision: z.number(),
  images: z.array(imageSummary),
  /** True when painted from disk or when the engine is lost. */
  stale: z.boolean(),
  /** When the engine last confirmed it, Unix milliseconds. */
  listedAt: z.number(),
});
export type ImageList = z.infer<typeof imageList>;

/** A patch of the list. `complete` means `upserted` is the whole list. */
export const imagesChanged = z.object({
  engineId,
  revision: z.number(),
  complete: z.boolean(),
  upserted: z.array(imageSummary),
  removed: z.array(z.string()),
  stale: z.boolean(),
  listedAt: z.number(),
});
export type ImagesChanged = z.infer<typeof imagesChanged>;

/** What the list does not say and an inspect does; immutable by id. */
export const imageFacts = z.object({
  /** `linux/arm64/v8` */
  platform: z.string(),
  layers: z.number(),
  /** Local images that share at least one layer with it. */
  sharedWith: z.number(),
});
export type ImageFacts = z.infer<typeof imageFacts>;

/** What can be said of an image's own system without reading its files. */
export const imageSystem = z.discriminatedUnion('kind', [
  /** It has no layer at all. */
  z.object({ kind: z.literal('empty') }),
  /** Layers on nothing: history starts with own instructions (COPY/ADD of the program), no base found. */
  z.object({ kind: z.literal('scratch') }),
  /** Its first `layers` layers are all of a local image. */
  z.object({
    kind: z.literal('based-on'),
    imageId: z.string(),
    references: z.array(z.string()),
    layers: z.number(),
  }),
  /** Its first layer is a whole root file system (debootstrap, import, ADD rootfs.tar): a base image itself. */
  z.object({ kind: z.literal('base') }),
  z.object({ kind: z.literal('unknown') }),
]);
export type ImageSystem = z.infer<typeof imageSystem>;

export const imageDetails = z.object({
  engineId,
  id: imageId,
  references: z.array(z.string()),
  digests: z.array(z.string()),
  os: z.string(),
  architecture: z.string(),
  variant: z.string(),
  /** Inspect's figure, bytes. */
  sizeBytes: z.number(),
  created: z.number(),
  author: z.string(),
  comment: z.string(),
  entrypoint: z.array(z.string()),
  command: z.array(z.string()),
  environment: z.array(z.string()),
  exposedPorts: z.array(z.string()),
  volumes: z.array(z.string()),
  user: z.string(),
  workingDir: z.string(),
  stopSignal: z.string(),
  shell: z.array(z.string()),
  onBuild: z.array(z.string()),
  healthcheck: z
    .object({
      test: z.array(z.string()),
      /** Nanoseconds, 0 = inherited, as the engine says. */
      interval: z.number(),
      timeout: z.number(),
      startPeriod: z.number(),
      retries: z.number(),
    })
    .nullable(),
  labels: z.record(z.string(), z.string()),
  /** diffIDs from base to top. */
  layers: z.array(z.string()),
  /** Per layer: chainID and how many other local images have the same chain up to here. */
  chain: z.array(z.object({ chainId: z.string(), sharedWith: z.number() })),
  system: imageSystem,
  /** Local images built on this one (this image's layers are a proper prefix of theirs). */
  descendants: z.array(z.object({ imageId: z.string(), references: z.array(z.string()) })),
});
export type ImageDetails = z.infer<typeof imageDetails>;

/**
 * Where a history step comes from.
 * `instruction`: a recorded Dockerfile instruction. `commit`: docker commit, only the container's command is known.
 * `import`: a root file system without instructions. `rootfs`: a base made by a distribution's tool.
 */
export const stepOrigin = z.enum(['instruction', 'commit', 'import', 'rootfs', 'unknown']);

export const historyStep = z.object({
  /** 0 = base. */
  index: z.number(),
  origin: stepOrigin,
  /** `RUN`, `COPY`, `ENV`, …; empty when the step is no instruction. */
  instruction: z.string(),
  /** Cleaned: no `/bin/sh -c`, no `#(nop)`, no BuildKit suffix; what a Dockerfile would say after the instruction. */
  text: z.string(),
  /** What the engine said. */
  createdBy: z.string(),
  /** Build arguments of a classic `|N A=1 …` prefix. */
  buildArgs: z.array(z.string()),
  created: z.number(),
  sizeBytes: z.number(),
  comment: z.string(),
  tags: z.array(z.string()),
  /** Index into `ImageDetails.layers`; null for metadata steps. */
  layer: z.number().nullable(),
  diffId: z.string().nullable(),
  /** True for steps that belong to the base image that was found locally. */
  inherited: z.boolean(),
});
export type HistoryStep = z.infer<typeof historyStep>;

export const imageHistory = z.object({
  engineId,
  id: imageId,
  /** Base to top. */
  steps: z.array(historyStep),
  /** `exact`: steps and layers could be matched for sure. `inferred`: by the rules of instructions. `unknown`: not at all. */
  alignment: z.enum(['exact', 'inferred', 'unknown']),
  /** Steps whose files nobody can audit (commit, import, unknown with a layer). */
  unaudited: z.array(z.number()),
});
export type ImageHistory = z.infer<typeof imageHistory>;

export const reconstructedDockerfile = z.object({
  text: z.string(),
  /** Per line of text (0-based) the history step it came from; null for comments and FROM. */
  lineSteps: z.array(z.number().nullable()),
  /** What the reconstruction cannot know: codes the renderer has sentences for. */
  notes: z.array(
    z.enum(['copy-sources-unknown', 'commit-layer', 'import-layer', 'base-unknown', 'heredoc', 'build-args']),
  ),
});
export type ReconstructedDockerfile = z.infer<typeof reconstructedDockerfile>;

export const referenceCheck = z.object({
  valid: z.boolean(),
  /** Familiar form with the tag it will get (`nginx` -> `nginx:latest`); empty when invalid. */
  familiar: z.string(),
  /** Registry host; `docker.io` when none is written. */
  domain: z.string(),
  repository: z.string(),
  tag: z.string(),
  digest: z.string(),
  /** A code of the rule broken; null when valid. */
  problem: z
    .enum(['empty', 'uppercase', 'bad-characters', 'bad-tag', 'bad-digest', 'too-long', 'is-an-id'])
    .nullable(),
  /** Id of the image that has this reference now. */
  existing: z.string().nullable(),
});
export type ReferenceCheck = z.infer<typeof referenceCheck>;

export const removePreview = z.object({
  untagged: z.array(z.string()),
  deleted: z.array(z.object({ id: z.string(), references: z.array(z.string()), sizeBytes: z.number() })),
  /** Why a target cannot go. */
  blocked: z.array(
    z.object({
      target: z.string(),
      /** The name that stays when the other names of an image that was asked for by id go; else null. */
      reference: z.string().nullable(),
      reason: z.enum([
        'running-container',
        'stopped-container',
        'several-references',
        'has-children',
        'not-found',
      ]),
      /** In the way; running ones beside `has-children`, too. */
      containers: z.array(z.object({ id: z.string(), name: z.string(), state: z.string() })),
      /** Whether force would let it go. */
      forceHelps: z.boolean(),
    }),
  ),
  /** Bytes of layers that no remaining image has; null when lists cannot tell: `images.freedBytes` may then. */
  reclaimBytes: z.number().nullable(),
});
export type RemovePreview = z.infer<typeof removePreview>;

export const pruneMode = z.enum(['dangling', 'unused']);
export type PruneMode = z.infer<typeof pruneMode>;
export const prunePreview = z.object({
  mode: pruneMode,
  images: z.array(imageSummary),
  /** Names that go although their image stays: engines take all but one name of an image in use. */
  untagged: z.array(z.string()),
  reclaimBytes: z.number().nullable(),
});
export type PrunePreview = z.infer<typeof prunePreview>;

/** What BuildKit keeps of an earlier build. */
export const buildCacheEntry = z.object({
  id: z.string(),
  /** What made it: `[2/3] RUN make`, `local source for context`; empty when the engine does not say. */
  text: z.string(),
  /** An image that has the same layer keeps them. */
  sizeBytes: z.number(),
  /** Unix milliseconds; when it was made while it was never used again, 0 when neither is known. */
  lastUsedAt: z.number(),
});
export type BuildCacheEntry = z.infer<typeof buildCacheEntry>;
