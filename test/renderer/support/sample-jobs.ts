import type { JobRow, JobSnapshot, RegistryState, SearchResult } from '../../../electron/contract';
import { ids } from './sample-engines';
import { digest, now } from './sample-images';

function row(label: string, phase: JobRow['phase'], current: number | null, total: number | null): JobRow {
  return { id: label, label, phase, current, total, unit: 'bytes' };
}

const running: JobSnapshot = {
  id: 'job-1',
  spec: { kind: 'pull', engineId: ids.desktop, reference: 'postgres:18' },
  engineName: 'default',
  subject: 'postgres:18',
  subjectCount: 1,
  state: 'running',
  cancelling: false,
  startedAt: now - 14_000,
  endedAt: null,
  rows: [
    row('3da95a905ed5', 'done', 29_800_000, 29_800_000),
    row('b8c0f3a1d9e2', 'extracting', 61_000_000, 90_200_000),
    row('6f2a90cd1b34', 'downloading', 31_400_000, 74_700_000),
    row('e41c77d02aa9', 'waiting', null, null),
  ],
  current: 122_200_000,
  total: 194_700_000,
  speed: 8_600_000,
  remaining: 8_400,
  error: null,
  result: null,
  revision: 12,
};

export const jobs: JobSnapshot[] = [
  running,
  {
    ...running,
    id: 'job-2',
    spec: {
      kind: 'push',
      engineId: ids.desktop,
      references: ['registry.example.com/acme/storefront:2.14.0'],
    },
    subject: 'registry.example.com/acme/storefront:2.14.0',
    state: 'failed',
    startedAt: now - 180_000,
    endedAt: now - 172_000,
    rows: [],
    speed: null,
    remaining: null,
    error: {
      code: 'unauthorised',
      params: { server: 'registry.example.com', reference: 'registry.example.com/acme/storefront:2.14.0' },
      detail: 'unauthorized: authentication required',
      next: [{ step: 'sign-in', server: 'registry.example.com' }, { step: 'retry' }],
    },
  },
  {
    ...running,
    id: 'job-3',
    spec: {
      kind: 'save',
      engineId: ids.desktop,
      images: ['nginx:1.27-alpine'],
      file: '/home/ada/nginx.tar',
      overwrite: false,
    },
    subject: 'nginx.tar',
    state: 'done',
    startedAt: now - 600_000,
    endedAt: now - 594_000,
    rows: [],
    current: 48_200_000,
    total: 48_200_000,
    speed: null,
    remaining: null,
    result: {
      references: ['nginx:1.27-alpine'],
      imageIds: [digest('nginx')],
      digest: null,
      upToDate: false,
      file: '/home/ada/nginx.tar',
      bytes: 49_800_000,
      reclaimedBytes: null,
      items: [],
    },
  },
];

export const registries: RegistryState = {
  accounts: [
    { server: 'docker.io', username: 'ada', storage: 'secretservice', state: 'known', problem: null },
    { server: 'registry.example.com', username: 'ci-bot', storage: 'file', state: 'known', problem: null },
  ],
  configFile: '/home/ada/.docker/config.json',
  newStorage: 'secretservice',
  problems: [],
};

export const searchResults: SearchResult[] = [
  {
    name: 'nginx',
    description: 'Official build of Nginx.',
    stars: 20_900,
    official: true,
    reference: 'nginx',
  },
  {
    name: 'bitnami/nginx',
    description: 'Bitnami container image for NGINX',
    stars: 210,
    official: false,
    reference: 'bitnami/nginx',
  },
];
