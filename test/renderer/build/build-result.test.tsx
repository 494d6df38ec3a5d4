// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Handlers, JobSnapshot } from '../../../electron/contract';
import { BuildPage } from '../../../renderer/features/build/build-page';
import { useBuildStore } from '../../../renderer/features/build/build-store';
import { sampleImage } from '../layers/fake-layers';
import { storefront } from '../layers/storefront';
import { FakeBridge, FakeFailure } from '../support/fake-bridge';
import { renderScreen, setUpDom } from '../support/render';
import { ids } from '../support/sample-engines';
import { buildJob, doneJob, record } from './sample-builds';

setUpDom();
const first = useBuildStore.getState();
beforeEach(() => useBuildStore.setState(first, true));

const NEW = 'sha256:new';
const OLD = 'sha256:old';
const SMALL = 5_000_000;
const failure = (code: 'not-found' | 'engine-unreachable') =>
  new FakeFailure({ code, params: {}, detail: '', next: [] });

function openPage(handlers: Partial<Handlers>, bytes = SMALL, before = OLD) {
  const bridge = new FakeBridge({
    'jobs.list': async () => [doneJob(NEW, bytes)],
    'builds.list': async () => [record('j', { imageId: NEW }), record('i', { imageId: before })],
    ...handlers,
  });
  renderScreen(<BuildPage />, { bridge });
  return bridge;
}

const result = async () => within(await screen.findByRole('region', { name: 'Result' }));
const compare = async () =>
  await userEvent.click((await result()).getByRole('button', { name: 'Compare with the previous build' }));

const analysing = (id: string): JobSnapshot => ({
  ...buildJob({ state: 'running', endedAt: null }),
  id: `analyse ${id}`,
  spec: { kind: 'analyse', engineId: ids.desktop, source: { kind: 'image', engineId: ids.desktop, id } },
});

describe('what was found in a built image', () => {
  it('is looked for unasked while everything else of the result is there', async () => {
    const bridge = openPage({ 'jobs.start': async () => analysing(NEW) });
    expect((await result()).getByRole('button', { name: 'Push' })).toBeTruthy();
    expect(await (await result()).findByText(/^Reading the layers, to look for waste/)).toBeTruthy();
    await waitFor(() => expect(bridge.inputs('jobs.start')).toMatchObject([{ kind: 'analyse' }]));
    const image = await sampleImage(storefront, 'tree-of-build');
    bridge.answer(image.handlers);
    act(() => {
      bridge.publish('jobs.updated', [
        { ...analysing(NEW), state: 'done', endedAt: Date.now(), revision: 2 },
      ]);
    });
    const found = await (await result()).findByRole('list', { name: 'Found in the image' });
    const lines = within(found).getAllByRole('listitem');
    expect(lines[0]?.textContent).toMatch(/likely secret/);
    expect((await result()).getByRole('link', { name: 'All findings' })).toBeTruthy();
  });

  it('waits for a word where the image is large', async () => {
    const bridge = openPage({ 'jobs.start': async () => analysing(NEW) }, 3 * 1024 ** 3);
    const button = await (await result()).findByRole('button', { name: 'Look for waste and leaked files' });
    expect(bridge.inputs('jobs.start')).toEqual([]);
    await userEvent.click(button);
    expect(await (await result()).findByText(/^Reading the layers/)).toBeTruthy();
  });

  it('says when the image cannot be analysed, and tries again', async () => {
    const bridge = openPage({
      'layers.open': async () => {
        throw failure('engine-unreachable');
      },
    });
    expect(await (await result()).findByText('The layers cannot be analysed.')).toBeTruthy();
    bridge.answer((await sampleImage(storefront, 'tree-of-retry')).handlers);
    await userEvent.click((await result()).getByRole('button', { name: 'Try again' }));
    expect(await (await result()).findByRole('list', { name: 'Found in the image' })).toBeTruthy();
  });
});

describe('the comparison with the previous build', () => {
  it('says plainly that its image is gone', async () => {
    const image = await sampleImage(storefront, 'tree-of-new');
    openPage({
      ...image.handlers,
      'layers.open': async (input) => {
        if (input.source.kind === 'image' && input.source.id === OLD) throw failure('not-found');
        return await image.handlers['layers.open'](input);
      },
    });
    await compare();
    expect(await (await result()).findByText(/no longer in the engine/)).toBeTruthy();
    expect((await result()).getByText(/quicker/)).toBeTruthy();
  });

  it('says that nothing is otherwise where the image is the same', async () => {
    const bridge = openPage((await sampleImage(storefront, 'tree-of-same')).handlers, SMALL, NEW);
    await compare();
    expect(await (await result()).findByText(/The image is the same/)).toBeTruthy();
    expect(bridge.inputs('layers.compare')).toEqual([]);
  });
});
