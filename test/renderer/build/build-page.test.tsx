// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DockerfileProblem } from '../../../electron/contract';
import { BuildPage } from '../../../renderer/features/build/build-page';
import { useBuildStore } from '../../../renderer/features/build/build-store';
import { useEditStore } from '../../../renderer/features/build/editor/edit-store';
import { FakeBridge } from '../support/fake-bridge';
import { renderScreen, setUpDom } from '../support/render';
import { buildJob, record, spec } from './sample-builds';

setUpDom();
const first = useBuildStore.getState();
beforeEach(() => {
  useBuildStore.setState(first, true);
  useEditStore.setState({ files: {} });
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

/** What is known of a folder at first, while its files are still counted. */
const firstFigures = {
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

/** By which main names the look that was asked for last. */
function lookOf(bridge: FakeBridge): string {
  const asked = bridge.calls.findLast(({ name }) => name === 'build.context')?.input as { look: string };
  return asked.look;
}

const neverMeasured = async () => await new Promise<never>(() => undefined);

describe('the build page', () => {
  it('says in the language on screen what is wrong with the Dockerfile', async () => {
    renderScreen(<BuildPage />, { locale: 'zh-CN', handlers: { 'dockerfile.check': async () => [problem] } });
    await typeFolder();
    await userEvent.click(screen.getByRole('tab', { name: 'Dockerfile' }));
    const problems = await screen.findByRole('list', { name: '问题' });
    expect(within(problems).getByText('没有 RUNN 这条指令。')).toBeDefined();
  });

  it('fills the form from the first figures and keeps what is typed while they grow', async () => {
    const bridge = new FakeBridge({ 'build.context': neverMeasured });
    renderScreen(<BuildPage />, { bridge });
    await typeFolder();
    const look = lookOf(bridge);
    bridge.publish('build.measuring', { look, context: firstFigures });
    expect(await screen.findByText(/10 files are sent/)).toBeDefined();
    await userEvent.type(screen.getByRole('textbox', { name: 'WHO' }), 'ada');
    bridge.publish('build.measuring', { look, context: { ...firstFigures, files: 20 } });
    bridge.publish('build.measuring', { look: 'another', context: { ...firstFigures, files: 99 } });
    expect(await screen.findByText(/20 files are sent/)).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'WHO' }).value).toBe('ada');
  });

  it('lets what is typed take the place of what is filled into a box in which somebody stands', async () => {
    const bridge = new FakeBridge({ 'build.context': neverMeasured });
    renderScreen(<BuildPage />, { bridge });
    await typeFolder();
    const box = screen.getByRole<HTMLInputElement>('textbox', { name: 'Dockerfile' });
    box.focus();
    bridge.publish('build.measuring', { look: lookOf(bridge), context: firstFigures });
    await waitFor(() => expect(box.value).toBe('Dockerfile'));
    await userEvent.keyboard('other');
    expect(box.value).toBe('other');
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

  it('says which arguments were not remembered and waits for them before it repeats a build', async () => {
    const bridge = new FakeBridge({
      'builds.list': async () => [record('a', { leftOutArgs: ['NODE_VERSION'] })],
    });
    renderScreen(<BuildPage />, { bridge });
    await userEvent.click(await screen.findByRole('tab', { name: 'History' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Repeat shop:1' }));
    expect(await screen.findByText(/^NODE_VERSION: what looks secret is never written down/)).toBeDefined();
    expect(bridge.inputs('jobs.start')).toEqual([]);
    await userEvent.type(await screen.findByRole('textbox', { name: 'NODE_VERSION' }), 's3cret');
    expect(screen.queryByText(/what looks secret/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Build' }));
    expect(bridge.inputs('jobs.start')).toMatchObject([
      { buildArgs: { NODE_VERSION: 's3cret', WHO: 'ada' } },
    ]);
  });

  it('says what usually helps with a failed step and leads to its line', async () => {
    const failure = {
      step: 's',
      lines: { from: 1, to: 1 },
      help: 'command-not-found' as const,
      params: { command: 'npm' },
    };
    const job = buildJob({ build: { builder: 'buildkit', steps: [], warnings: [], failure } });
    renderScreen(<BuildPage />, { handlers: { 'jobs.list': async () => [job] } });
    await typeFolder();
    expect(await screen.findByText(/This image has no program npm/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Show line 2' }));
    expect(screen.getByRole('tab', { name: 'Dockerfile' }).getAttribute('data-state')).toBe('active');
  });

  it('opens the Dockerfile of the build that failed, also when the form is about another one', async () => {
    const failure = { step: '', lines: { from: 2, to: 2 }, help: 'dockerfile' as const, params: {} };
    const error = {
      code: 'dockerfile-error' as const,
      params: { line: '3', problem: 'unknown instruction: RUNN' },
      detail: '',
      next: [],
    };
    const build = { builder: 'classic' as const, steps: [], warnings: [], failure };
    const job = buildJob({ spec: { ...spec, dockerfile: 'other.Dockerfile' }, error, build });
    const bridge = new FakeBridge({ 'jobs.list': async () => [job] });
    const { user } = renderScreen(<BuildPage />, { bridge });
    expect(await screen.findByText('Line 3 of the Dockerfile: unknown instruction: RUNN')).toBeDefined();
    await user.clear(screen.getByRole('textbox', { name: 'Dockerfile' }));
    await user.type(screen.getByRole('textbox', { name: 'Dockerfile' }), 'Dockerfile');
    await user.click(screen.getByRole('button', { name: 'Show line 3' }));
    expect(screen.getByRole('tab', { name: 'Dockerfile' }).getAttribute('data-state')).toBe('active');
    expect(bridge.inputs('build.context').at(-1)).toMatchObject({ dockerfile: 'other.Dockerfile' });
  });

  it('does exactly the build on screen again, whatever the form says by now', async () => {
    const bridge = new FakeBridge({ 'jobs.list': async () => [buildJob()] });
    const { user } = renderScreen(<BuildPage />, { bridge });
    await user.click(await screen.findByRole('checkbox', { name: 'Build every step anew' }));
    await user.type(screen.getByRole('textbox', { name: 'Tag' }), ' other:2');
    await user.click(await screen.findByRole('button', { name: 'Build again' }));
    expect(bridge.inputs('jobs.start')).toEqual([spec]);
  });
});
