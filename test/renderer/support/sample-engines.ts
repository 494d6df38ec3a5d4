import type {
  AppError,
  AppInfo,
  Capability,
  CapabilityName,
  EngineEndpoint,
  EngineInfo,
  EngineState,
  Settings,
} from '../../../electron/contract';

export const settings: Settings = {
  theme: 'system',
  language: 'en',
  imageColumns: [],
  imageSort: { column: 'created', descending: true },
  notifyAfter: 10_000,
  layerCacheBytes: 500_000_000,
  detailsWidth: 460,
};

export const appInfo: AppInfo = {
  version: '0.1.0',
  electron: '45.4.1',
  chrome: '154.0.7421.3',
  node: '24.11.0',
  platform: 'linux',
  systemLanguage: 'en',
  sandboxHost: null,
};

export const unreachable: AppError = {
  code: 'engine-unreachable',
  params: { host: 'unix:///run/user/1000/podman/podman.sock', reason: 'missing' },
  detail: 'connect ENOENT /run/user/1000/podman/podman.sock',
  next: [{ step: 'retry' }, { step: 'choose-engine' }],
};

export const lostError: AppError = {
  code: 'engine-lost',
  params: {},
  detail: 'read ECONNRESET',
  next: [{ step: 'retry' }],
};

/** Ids of the endpoints below. */
export const ids = {
  desktop: 'a1b2c3d4e5f6',
  staging: '0f1e2d3c4b5a',
  podman: '998877665544',
  sandbox: '5a5a5a5a5a5a',
} as const;

export const endpoints: EngineEndpoint[] = [
  {
    id: ids.desktop,
    name: 'default',
    source: 'context',
    host: 'unix:///var/run/docker.sock',
    tls: false,
    cliChoice: true,
    probe: { state: 'answers', version: '28.5.2', product: 'docker', storageDriver: 'overlayfs' },
  },
  {
    id: ids.staging,
    name: 'staging',
    source: 'context',
    host: 'tcp://build-7.example.com:2376',
    tls: true,
    cliChoice: false,
    probe: { state: 'answers', version: '20.10.24', product: 'docker', storageDriver: 'overlay2' },
  },
  {
    id: ids.podman,
    name: 'Podman',
    source: 'well-known',
    host: 'unix:///run/user/1000/podman/podman.sock',
    tls: false,
    cliChoice: false,
    probe: { state: 'failed', error: unreachable },
  },
];

const names: CapabilityName[] = [
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
];
const available: Capability = { available: true, lack: null };

export const engineInfo: EngineInfo = {
  product: 'docker',
  version: '28.5.2',
  apiVersion: '1.51',
  os: 'linux',
  arch: 'amd64',
  storageDriver: 'overlayfs',
  imageStore: 'containerd',
  name: 'workstation',
  rootDir: '/var/lib/docker',
  capabilities: Object.fromEntries(names.map((name) => [name, available])) as EngineInfo['capabilities'],
};

export const connected: EngineState = {
  endpoints,
  activeId: ids.desktop,
  connection: { state: 'connected', info: engineInfo },
  problems: [],
};

/** No endpoint answers. */
export const noEngine: EngineState = {
  endpoints: [
    endpoint('default', 'unix:///var/run/docker.sock', 'permission'),
    endpoint('Rootless Docker', 'unix:///run/user/1000/docker.sock', 'missing'),
    endpoint('staging', 'tcp://build-7.example.com:2376', 'no-route'),
    endpoint('Podman', 'unix:///run/user/1000/podman/podman.sock', 'missing'),
  ],
  activeId: null,
  connection: { state: 'none' },
  problems: [],
};

function endpoint(name: string, host: string, reason: string): EngineEndpoint {
  const error: AppError = { ...unreachable, params: { host, reason } };
  return {
    id: [...name]
      .reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7)
      .toString(16)
      .padStart(12, '0')
      .slice(-12),
    name,
    source: 'well-known',
    host,
    tls: false,
    cliChoice: false,
    probe: { state: 'failed', error },
  };
}
