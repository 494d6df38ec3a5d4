import type { CapabilityName, EngineInfo, Lack } from '../contract';
import { codedError } from '../core/coded-error';
import { compareApi } from './api-version';
import type { Engine } from './engine';

type Capability = EngineInfo['capabilities'][CapabilityName];
type Facts = Pick<EngineInfo, 'product' | 'version' | 'apiVersion' | 'os' | 'imageStore'> & {
  /** Set so by whoever runs the engine. */
  experimental: boolean;
};

/** First API version with each (Docker Engine API version history); Podman's own gaps stand below. */
const sinceApi: Record<CapabilityName, string> = {
  'platform-pull': '1.32',
  'all-tags': '1.24',
  push: '1.24',
  commit: '1.24',
  save: '1.24',
  load: '1.24',
  import: '1.24',
  prune: '1.25',
  search: '1.24',
  history: '1.24',
  'container-changes': '1.24',
  buildkit: '1.39',
  squash: '1.25',
  // Docker Engine 23.0, whose BuildKit 0.10 is the first that knows named contexts.
  'build-contexts': '1.42',
};

/** What Podman's compatible API does not offer, and since when it does (pkg/api/handlers/compat). */
const podmanLacks: Partial<Record<CapabilityName, Lack>> = {
  'all-tags': { why: 'single-tag-pulls', params: {} },
  buildkit: { why: 'builds-with-buildah', params: {} },
  'build-contexts': { why: 'builds-with-buildah', params: {} },
};

/** What terminals and logs say; the window has its own sentences. */
const inEnglish: Record<Lack['why'], (params: Lack['params']) => string> = {
  'needs-api': ({ api }) => `needs API ${api} or later`,
  'single-tag-pulls': () => "Podman's compatible API pulls one tag at a time",
  'builds-with-buildah': () => 'Podman builds with Buildah, not with BuildKit',
  'windows-without-buildkit': () => 'Windows containers are built without BuildKit',
  'containerd-cannot-squash': () => 'the containerd image store cannot squash layers',
  'squash-needs-experimental': () => 'only an engine that is set to experimental can squash layers',
};

/** What an engine can do, with the reason for what it cannot. */
export function capabilitiesOf(facts: Facts): EngineInfo['capabilities'] {
  const names = Object.keys(sinceApi) as CapabilityName[];
  return Object.fromEntries(
    names.map((name) => [name, capabilityOf(name, facts)]),
  ) as EngineInfo['capabilities'];
}

function capabilityOf(name: CapabilityName, facts: Facts): Capability {
  const lack = lackOf(name, facts);
  return { available: lack === null, lack };
}

function lackOf(name: CapabilityName, facts: Facts): Lack | null {
  const { product, apiVersion, os } = facts;
  const api = sinceApi[name];
  if (product === 'podman' && podmanLacks[name] !== undefined) return podmanLacks[name];
  if (compareApi(apiVersion, api) < 0) return { why: 'needs-api', params: { api } };
  if ((name === 'buildkit' || name === 'build-contexts') && os === 'windows')
    return { why: 'windows-without-buildkit', params: {} };
  return name === 'squash' && product !== 'podman' ? whyNotSquash(facts) : null;
}

/** moby refuses it unless it is set to experimental, and its containerd image store has not learned it. */
function whyNotSquash({ experimental, imageStore }: Facts): Lack | null {
  if (imageStore === 'containerd') return { why: 'containerd-cannot-squash', params: {} };
  return experimental ? null : { why: 'squash-needs-experimental', params: {} };
}

/** Throws `unsupported` with the reason when the engine lacks it. */
export function requireCapability({ info }: Pick<Engine, 'info'>, name: CapabilityName): void {
  const { available, lack } = info.capabilities[name];
  if (available) return;
  const { why, params = {} } = lack ?? {};
  throw codedError('unsupported', lack ? inEnglish[lack.why](lack.params) : '', {
    params: { ...params, capability: name },
    why,
  });
}
