import type {
  ContainerSummary,
  HistoryStep,
  ImageDetails,
  ImageHistory,
  ImageList,
  ImageSummary,
  ReconstructedDockerfile,
} from '../../../electron/contract';
import { ids } from './sample-engines';

export const now = Date.UTC(2026, 10, 24, 6, 30);
const hour = 3_600_000;
const day = 24 * hour;

/** Sixty-four hex digits that look like a digest and are the same for the same text. */
export function digest(text: string): string {
  let state = 0x811c9dc5;
  let digits = '';
  while (digits.length < 64) {
    for (const sign of `${text}${digits.length}`) state = Math.imul(state ^ sign.charCodeAt(0), 0x01000193);
    digits += (state >>> 0).toString(16).padStart(8, '0');
  }
  return `sha256:${digits}`;
}

interface Row {
  references: string[];
  age: number;
  megabytes: number;
  containers?: number;
  labels?: Record<string, string>;
}

const rows: Row[] = [
  {
    references: [
      'acme/storefront:2.14.0',
      'acme/storefront:latest',
      'registry.example.com/acme/storefront:2.14.0',
    ],
    age: 0.4 * hour,
    megabytes: 312.4,
    containers: 3,
    labels: { 'org.opencontainers.image.source': 'https://example.com/acme/storefront' },
  },
  { references: ['acme/storefront:2.13.2'], age: 3 * day, megabytes: 309.8 },
  {
    references: ['registry.example.com:5000/team/checkout-service:feature-payment-retries'],
    age: 5 * hour,
    megabytes: 187.2,
    containers: 1,
  },
  { references: [], age: 6 * hour, megabytes: 187.1 },
  { references: [], age: 1.2 * day, megabytes: 641.9 },
  { references: ['node:22-bookworm-slim', 'node:22'], age: 9 * day, megabytes: 243 },
  { references: ['postgres:17-alpine', 'postgres:17'], age: 12 * day, megabytes: 278.4, containers: 2 },
  { references: ['redis:7.4', 'redis:latest', 'redis:7'], age: 15 * day, megabytes: 137 },
  { references: ['nginx:1.27-alpine', 'nginx:alpine'], age: 20 * day, megabytes: 48.2, containers: 1 },
  { references: ['golang:1.25'], age: 22 * day, megabytes: 894.5 },
  { references: ['python:3.13-slim'], age: 31 * day, megabytes: 121.7 },
  { references: ['debian:bookworm-slim', 'debian:12-slim'], age: 33 * day, megabytes: 74.8 },
  { references: ['ghcr.io/example/tools/linter:v3.2.1'], age: 41 * day, megabytes: 66.1 },
  { references: ['alpine:3.22', 'alpine:latest'], age: 58 * day, megabytes: 8.31 },
  { references: ['busybox:1.37-musl', 'busybox:latest'], age: 96 * day, megabytes: 1.51 },
  { references: ['acme/scratch-probe:1'], age: 130 * day, megabytes: 6.02 },
  { references: ['ubuntu:24.04'], age: 160 * day, megabytes: 78.1 },
  { references: ['legacy/committed-by-hand:2019'], age: 7 * 365 * day, megabytes: 1430 },
  { references: ['hello-world:latest'], age: 0, megabytes: 0.0101 },
];

function summary(row: Row, index: number): ImageSummary {
  const id = digest(`image ${index} ${row.references[0] ?? ''}`);
  const repositories = [...new Set(row.references.map((reference) => reference.replace(/:[^:/]*$/, '')))];
  return {
    id,
    references: row.references,
    digests: repositories.map((repository) => `${repository}@${digest(`manifest ${index}`)}`),
    created: row.age === 0 ? 0 : now - row.age,
    sizeBytes: Math.round(row.megabytes * 1_000_000),
    dangling: row.references.length === 0,
    containers: row.containers ?? 0,
    labels: row.labels ?? {},
    parentId: '',
  };
}

export const images: ImageSummary[] = rows.map(summary);

export const imageList: ImageList = {
  engineId: ids.desktop,
  revision: 1,
  images,
  stale: false,
  listedAt: now,
};

function step(index: number, parts: Partial<HistoryStep>): HistoryStep {
  return {
    index,
    origin: 'instruction',
    instruction: 'RUN',
    text: '',
    createdBy: '',
    buildArgs: [],
    created: now - 0.4 * hour,
    sizeBytes: 0,
    comment: 'buildkit.dockerfile.v0',
    tags: [],
    layer: null,
    diffId: null,
    inherited: false,
    ...parts,
  };
}

const layers = [0, 1, 2, 3, 4, 5].map((index) => digest(`layer ${index}`));
const layer = (index: number) => ({ layer: index, diffId: layers[index] ?? null });

/** A web shop built on `node`, with one layer made by `docker commit`. */
export const steps: HistoryStep[] = [
  step(0, {
    origin: 'rootfs',
    instruction: '',
    text: 'debuerreotype 0.16',
    createdBy: '# debian.sh --arch amd64 out/ bookworm',
    sizeBytes: 74_800_000,
    created: now - 33 * day,
    inherited: true,
    comment: 'debuerreotype 0.16',
    ...layer(0),
  }),
  step(1, { instruction: 'ENV', text: 'NODE_VERSION=22.21.1', inherited: true, created: now - 9 * day }),
  step(2, {
    text: 'ARCH= && dpkgArch="$(dpkg --print-architecture)" \\\n  && case "$dpkgArch" in \\\n    amd64) ARCH=\'x64\' ;; \\\n    arm64) ARCH=\'arm64\' ;; \\\n    *) echo "unsupported architecture"; exit 1 ;; \\\n  esac \\\n  && curl -fsSLO "https://nodejs.org/dist/v$NODE_VERSION/node-v$NODE_VERSION-linux-$ARCH.tar.xz"',
    sizeBytes: 168_200_000,
    inherited: true,
    created: now - 9 * day,
    ...layer(1),
  }),
  step(3, { instruction: 'CMD', text: '["node"]', inherited: true, created: now - 9 * day }),
  step(4, { instruction: 'WORKDIR', text: '/app', ...layer(2) }),
  step(5, {
    instruction: 'COPY',
    text: 'package.json package-lock.json ./',
    sizeBytes: 214_000,
    ...layer(3),
  }),
  step(6, { text: 'npm ci --omit=dev', sizeBytes: 61_400_000, ...layer(4) }),
  step(7, { instruction: 'ENV', text: 'NODE_ENV=production' }),
  step(8, {
    origin: 'commit',
    instruction: '',
    text: '/bin/bash',
    createdBy: '/bin/bash',
    comment: 'hotfix on the running container',
    sizeBytes: 7_900_000,
    ...layer(5),
  }),
  step(9, { instruction: 'EXPOSE', text: '3000/tcp' }),
  step(10, { instruction: 'CMD', text: '["node", "server.js"]' }),
];

export function details(image: ImageSummary): ImageDetails {
  return {
    engineId: ids.desktop,
    id: image.id,
    references: image.references,
    digests: image.digests,
    os: 'linux',
    architecture: 'amd64',
    variant: '',
    sizeBytes: image.sizeBytes,
    created: image.created,
    author: 'Acme Web Team <web@acme.example>',
    comment: '',
    entrypoint: ['/usr/local/bin/docker-entrypoint.sh'],
    command: ['node', 'server.js'],
    environment: [
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'NODE_VERSION=22.21.1',
      'NODE_ENV=production',
    ],
    exposedPorts: ['3000/tcp'],
    volumes: ['/app/uploads'],
    user: 'node',
    workingDir: '/app',
    stopSignal: 'SIGTERM',
    shell: [],
    onBuild: [],
    healthcheck: {
      test: ['CMD-SHELL', 'curl -fsS localhost:3000/health'],
      interval: 30e9,
      timeout: 5e9,
      startPeriod: 10e9,
      retries: 3,
    },
    labels: {
      'org.opencontainers.image.version': '2.14.0',
      'org.opencontainers.image.source': 'https://example.com/acme/storefront',
      ...image.labels,
    },
    layers,
    chain: layers.map((_, index) => ({
      chainId: digest(`chain ${index}`),
      sharedWith: Math.max(0, 4 - index),
    })),
    system: {
      kind: 'based-on',
      imageId: images[5]?.id ?? '',
      references: ['node:22-bookworm-slim', 'node:22'],
      layers: 2,
    },
    descendants: [],
  };
}

export function history(image: ImageSummary): ImageHistory {
  return { engineId: ids.desktop, id: image.id, steps, alignment: 'inferred', unaudited: [8] };
}

export const dockerfile: ReconstructedDockerfile = {
  text: [
    '# Base image found among the local images',
    'FROM node:22-bookworm-slim',
    'WORKDIR /app',
    'COPY package.json package-lock.json ./',
    'RUN npm ci --omit=dev',
    'ENV NODE_ENV=production',
    '# docker commit: files were changed by hand here',
    'EXPOSE 3000/tcp',
    'CMD ["node", "server.js"]',
    '',
  ].join('\n'),
  lineSteps: [null, null, 4, 5, 6, 7, 8, 9, 10, null],
  notes: ['copy-sources-unknown', 'commit-layer'],
};

export const containers: ContainerSummary[] = [
  {
    id: digest('c1').slice(7),
    name: 'storefront-web-1',
    imageId: images[0]?.id ?? '',
    image: 'acme/storefront:2.14.0',
    command: 'node server.js',
    state: 'running',
    status: 'Up 22 minutes',
    created: now - 0.4 * hour,
  },
  {
    id: digest('c2').slice(7),
    name: 'storefront-worker-1',
    imageId: images[0]?.id ?? '',
    image: 'acme/storefront:2.14.0',
    command: 'node worker.js',
    state: 'running',
    status: 'Up 22 minutes',
    created: now - 0.4 * hour,
  },
  {
    id: digest('c3').slice(7),
    name: 'storefront-migrate',
    imageId: images[0]?.id ?? '',
    image: 'acme/storefront:2.14.0',
    command: 'node migrate.js',
    state: 'exited',
    status: 'Exited (0) 21 minutes ago',
    created: now - 0.4 * hour,
  },
];
