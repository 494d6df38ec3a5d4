import { z } from 'zod';
import { appError } from './errors';
import { lack } from './why';

/** Stable id of an endpoint: the first 12 hex digits of sha256 over its host and its TLS folder. */
export const engineId = z.string().regex(/^[0-9a-f]{12}$/);

/** Where an endpoint was found, in the Docker command line's own order. */
export const endpointSource = z.enum(['environment', 'context', 'default', 'well-known', 'sandbox']);

export const engineProduct = z.enum(['docker', 'podman', 'other']);

/** `graph`: graph driver (overlay2, …), ids are config digests. `containerd`: snapshotter, ids are manifest digests. */
export const imageStore = z.enum(['graph', 'containerd', 'unknown']);

/** What an engine may lack; what it lacks is shown as unavailable with the reason. */
export const capabilityName = z.enum([
  'platform-pull',
  'all-tags',
  'push',
  'commit',
  'save',
  'load',
  'import',
  'prune',
  'search',
  'history',
  'container-changes',
  'buildkit',
  'squash',
  'build-contexts',
]);
export type CapabilityName = z.infer<typeof capabilityName>;

export const capability = z.object({
  available: z.boolean(),
  /** Why not; null when available, and in the window while no engine is connected. */
  lack: lack.nullable(),
});
export type Capability = z.infer<typeof capability>;

export const engineInfo = z.object({
  product: engineProduct,
  version: z.string(),
  /** The version negotiated for all further calls. */
  apiVersion: z.string(),
  os: z.string(),
  arch: z.string(),
  storageDriver: z.string(),
  imageStore,
  name: z.string(),
  rootDir: z.string(),
  capabilities: z.record(capabilityName, capability),
});
export type EngineInfo = z.infer<typeof engineInfo>;

export const endpointProbe = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unknown') }),
  z.object({ state: z.literal('checking') }),
  z.object({
    state: z.literal('answers'),
    version: z.string(),
    product: engineProduct,
    storageDriver: z.string(),
  }),
  z.object({ state: z.literal('failed'), error: appError }),
]);

export const engineEndpoint = z.object({
  id: engineId,
  /** What a person calls it: context name, `DOCKER_HOST`, `Docker Desktop`, `Sandbox engine`, … */
  name: z.string(),
  source: endpointSource,
  /** `unix:///…`, `npipe:////./pipe/…`, `tcp://host:port`, `ssh://user@host` */
  host: z.string(),
  tls: z.boolean(),
  /** The one that the Docker command line would use. */
  cliChoice: z.boolean(),
  probe: endpointProbe,
});
export type EngineEndpoint = z.infer<typeof engineEndpoint>;

export const connection = z.discriminatedUnion('state', [
  /** No endpoint answers: the first-run screen. */
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('connecting') }),
  z.object({ state: z.literal('connected'), info: engineInfo }),
  /** It answered before and no longer does; reconnecting goes on by itself. */
  z.object({ state: z.literal('lost'), since: z.number(), error: appError, info: engineInfo.nullable() }),
]);
export type Connection = z.infer<typeof connection>;

export const engineState = z.object({
  endpoints: z.array(engineEndpoint),
  /** The endpoint in use; null on the first-run screen. */
  activeId: engineId.nullable(),
  connection,
  /** Why the endpoints could not be read as the command line does (broken config.json, unknown context). */
  problems: z.array(appError),
});
export type EngineState = z.infer<typeof engineState>;
