import type { BuildRecord, JobSnapshot } from '../../../electron/contract';
import { ids } from '../support/sample-engines';

export const spec = {
  kind: 'build' as const,
  engineId: ids.desktop,
  folder: '/home/ada/shop',
  dockerfile: 'Dockerfile',
  tags: ['shop:1'],
  target: '',
  buildArgs: { WHO: 'ada' },
  noCache: false,
  pullBase: false,
};

/** A build that has ended. */
export const record = (id: string, more: Partial<BuildRecord> = {}): BuildRecord => ({
  id,
  spec,
  engineName: 'Docker Desktop',
  builder: 'buildkit',
  state: 'done',
  startedAt: 1_000,
  endedAt: 5_000,
  steps: 4,
  cached: 1,
  imageId: '',
  sizeBytes: 2_000_000,
  error: null,
  failedStep: '',
  dockerfileDigest: '',
  logBytes: 3,
  ...more,
});

/** The job of a build. */
export const buildJob = (more: Partial<JobSnapshot> = {}): JobSnapshot => ({
  id: 'j',
  spec,
  engineName: 'Docker Desktop',
  subject: 'shop:1',
  subjectCount: 1,
  state: 'failed',
  cancelling: false,
  startedAt: 1,
  endedAt: 2,
  rows: [],
  current: null,
  total: null,
  speed: null,
  remaining: null,
  error: null,
  result: null,
  build: { builder: 'buildkit', steps: [], warnings: [] },
  revision: 1,
  ...more,
});

/** The job of a build that made an image. */
export const doneJob = (imageId: string, bytes: number): JobSnapshot =>
  buildJob({
    state: 'done',
    result: {
      references: ['shop:1'],
      imageIds: [imageId],
      digest: null,
      upToDate: false,
      file: null,
      bytes,
      reclaimedBytes: null,
      items: [],
    },
  });
