// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BuildRecord, DockerfileProblem, JobSnapshot } from '../../../electron/contract';
import { BuildPage } from '../../../renderer/features/build/build-page';
import { useBuildStore } from '../../../renderer/features/build/build-store';
import { useEditStore } from '../../../renderer/features/build/editor/edit-store';
import { FakeBridge } from '../support/fake-bridge';
import { renderScreen, setUpDom } from '../support/render';
import { ids } from '../support/sample-engines';

setUpDom();
const first = useBuildStore.getState();
beforeEach(() => {
  useBuildStore.setState(first, true);
  useEditStore.setState({ files: {} });
});

const spec = {
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

const record = (id: string, more: Partial<BuildRecord> = {}): BuildRecord => ({
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

const problem: DockerfileProblem = {
  source: 'syntax',
  code: 'unknown-instruction',
  severity: 'error',
  from: { line: 1, character: 0 },
  to: { line: 1, character: 4 },
  params: { value: 'RUNN', other: '' },
  message: 'Unknown instruction: RUNN',
};

async function typeFolder(): Promise<void> {
  await userEvent.type(
    await screen.findByRole('textbox', { name: /Context folder|上下文文件夹/ }),
    '/home/ada/shop',
  );
  await userEvent.tab();
}

describe('the build page', () => {
  it('says in the language on screen what is wrong with the Dockerfile', async () => {
    renderScreen(<BuildPage />, { locale: 'zh-CN', handlers: { 'dockerfile.check': async () => [problem] } });
    await typeFolder();
    await userEvent.click(screen.getByRole('tab', { name: 'Dockerfile' }));
    const problems = await screen.findByRole('list', { name: '问题' });
    expect(within(problems).getByText('没有 RUNN 这条指令。')).toBeDefined();
  });

  it('fills the form from the first figures and keeps what is typed while they grow', async () => {
    const bridge = new FakeBridge({
      'build.context': async () => await new Promise<never>(() => undefined),
    });
    renderScreen(<BuildPage />, { bridge });
    await typeFolder();
    const asked = bridge.calls.findLast(({ name }) => name === 'build.context')?.input as { look: string };
    const context = {
      kind: 'folder' as const,
      folder: '/home/ada/shop',
      dockerfiles: ['Dockerfile'],
      dockerfile: 'Dockerfile',
      suggestedTag: 'shop:latest',
      complete: false,
      files: 10,
      bytes: 1_000,
      ignoredFiles: 0,
      ignoredBytes: 0,
      ignoreFile: '',
      ignoreLines: [],
      largest: [],
      secrets: [],
      gitFolder: false,
      leaving: [],
      unsendable: [],
      stages: [],
      buildArgs: [{ name: 'WHO', defaultValue: '' }],
    };
    bridge.publish('build.measuring', { look: asked.look, context });
    expect(await screen.findByText(/10 files are sent/)).toBeDefined();
    await userEvent.type(screen.getByRole('textbox', { name: 'WHO' }), 'ada');
    bridge.publish('build.measuring', { look: asked.look, context: { ...context, files: 20 } });
    bridge.publish('build.measuring', { look: 'another', context: { ...context, files: 99 } });
    expect(await screen.findByText(/20 files are sent/)).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'WHO' }).value).toBe('ada');
  });

  it('finds earlier builds by their words and repeats one with the key R', async () => {
    const bridge = new FakeBridge({
      'builds.list': async () => [
        record('b', { spec: { ...spec, tags: ['other:1'] }, state: 'failed', failedStep: 'RUN make' }),
        record('a'),
      ],
    });
    renderScreen(<BuildPage />, { bridge });
    await userEvent.click(await screen.findByRole('tab', { name: 'History' }));
    const builds = await screen.findByRole('list', { name: 'Earlier builds' });
    expect(within(builds).getAllByRole('listitem')).toHaveLength(2);
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search builds' }), 'failed make');
    expect(within(builds).getAllByRole('listitem')).toHaveLength(1);
    await userEvent.clear(screen.getByRole('searchbox', { name: 'Search builds' }));
    within(builds).getByText('shop:1').closest('button')?.focus();
    await userEvent.keyboard('r');
    const started = bridge.calls.find(({ name }) => name === 'jobs.start')?.input;
    expect(started).toMatchObject({
      kind: 'build',
      folder: spec.folder,
      tags: ['shop:1'],
      buildArgs: { WHO: 'ada' },
    });
  });

  it('says what usually helps with a failed step and leads to its line', async () => {
    const job: JobSnapshot = {
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
      build: {
        builder: 'buildkit',
        steps: [],
        warnings: [],
        failure: {
          step: 's',
          lines: { from: 1, to: 1 },
          help: 'command-not-found',
          params: { command: 'npm' },
        },
      },
      revision: 1,
    };
    renderScreen(<BuildPage />, { handlers: { 'jobs.list': async () => [job] } });
    await typeFolder();
    expect(await screen.findByText(/This image has no program npm/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Show line 2' }));
    expect(screen.getByRole('tab', { name: 'Dockerfile' }).getAttribute('data-state')).toBe('active');
  });
});
