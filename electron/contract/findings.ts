import { z } from 'zod';
import { node } from './layer-tree';

export const secretKind = z.enum([
  'private-key',
  'env-file',
  'cloud-credentials',
  'registry-credentials',
  'package-credentials',
  'git-credentials',
  'kubernetes',
  'password-file',
  'token',
]);
export type SecretKind = z.infer<typeof secretKind>;

/** A file version that a finding is about. */
export const foundFile = z.object({
  node,
  path: z.string(),
  layer: z.number(),
  size: z.number(),
  mode: z.number(),
  uid: z.number(),
});
export type FoundFile = z.infer<typeof foundFile>;

export const endedFile = foundFile.extend({
  how: z.enum(['overwritten', 'removed', 'hidden', 'replaced']),
  endedBy: z.number(),
  /** What it likely is; null for an ordinary file. */
  secret: secretKind.nullable(),
});
export type EndedFile = z.infer<typeof endedFile>;

/** A list that shows its first members and counts all. */
function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), total: z.number(), bytes: z.number() });
}

export const cacheKind = z.enum([
  'apt-lists',
  'apt-archives',
  'apk',
  'yum',
  'pip',
  'npm',
  'yarn',
  'go',
  'cargo',
  'maven',
  'composer',
  'gem',
  'conda',
  'other',
]);
export type CacheKind = z.infer<typeof cacheKind>;

export const advice = z.discriminatedUnion('advice', [
  /** What layer `layer` brings and `removedBy` takes away again: do both in one RUN. */
  z.object({
    advice: z.literal('join'),
    layer: z.number(),
    removedBy: z.number(),
    bytes: z.number(),
    files: z.number(),
    paths: z.array(z.string()),
  }),
  /** Files that a later layer writes anew: bring them once. */
  z.object({
    advice: z.literal('write-once'),
    layer: z.number(),
    rewrittenBy: z.number(),
    bytes: z.number(),
    files: z.number(),
    paths: z.array(z.string()),
  }),
  /** `chmod`/`chown` of a later layer copies whole files: set mode and owner where they come in. */
  z.object({
    advice: z.literal('own-at-copy'),
    layer: z.number(),
    rewrittenBy: z.number(),
    bytes: z.number(),
    files: z.number(),
    paths: z.array(z.string()),
  }),
  /** A package manager's cache stays in the layer: clean it in the same instruction. */
  z.object({
    advice: z.literal('clean-cache'),
    layer: z.number(),
    cache: cacheKind,
    bytes: z.number(),
    files: z.number(),
    paths: z.array(z.string()),
  }),
]);
export type Advice = z.infer<typeof advice>;

export const findings = z.object({
  /** Removed by a whiteout or hidden by an opaque folder, secrets first, then by size. */
  leaked: listOf(endedFile),
  /** Likely secrets in the final file system. */
  secrets: listOf(foundFile.extend({ secret: secretKind })),
  /** Overwritten or replaced versions, likely secrets first, then by size. */
  overwritten: listOf(endedFile),
  caches: listOf(
    z.object({
      cache: cacheKind,
      path: z.string(),
      node,
      layer: z.number(),
      files: z.number(),
      bytes: z.number(),
    }),
  ),
  /** Equal contents at several paths of the final file system; `bytes` is what the copies beyond the first take. */
  duplicates: listOf(
    z.object({ size: z.number(), bytes: z.number(), files: z.array(foundFile), count: z.number() }),
  ),
  setuid: listOf(foundFile),
  worldWritable: listOf(foundFile),
  advice: z.array(advice),
});
export type Findings = z.infer<typeof findings>;

export const imageContents = z.object({
  /** `os-release` of the final file system; null when there is none. */
  os: z.object({ name: z.string(), id: z.string(), version: z.string(), layer: z.number() }).nullable(),
  /** A shell or a package manager's database was found; without either it is a minimal image. */
  hasSystem: z.boolean(),
  packages: z.array(
    z.object({
      manager: z.enum(['dpkg', 'apk']),
      name: z.string(),
      version: z.string(),
      architecture: z.string(),
      /** The layer whose database lists it first with this version. */
      layer: z.number(),
    }),
  ),
  /** A package database that is there and cannot be read here. */
  unread: z.array(z.enum(['rpm'])),
  /** Executables of a minimal image and what they need. */
  programs: z.array(
    z.object({
      node,
      path: z.string(),
      layer: z.number(),
      size: z.number(),
      /** `x86-64`, `aarch64`, …; empty for what is no ELF file. */
      machine: z.string(),
      /** Dynamic loader; empty for a static binary. */
      interpreter: z.string(),
      /** Names of shared libraries. */
      needed: z.array(z.string()),
      /** Of these and the dynamic loader, the ones that the image does not have. */
      missing: z.array(z.string()),
    }),
  ),
});
export type ImageContents = z.infer<typeof imageContents>;
