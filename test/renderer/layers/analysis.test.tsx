// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Handlers, JobSnapshot, LayerSource } from '../../../electron/contract';
import { ArchivePage } from '../../../renderer/features/layers/archive-page';
import { LayersTab } from '../../../renderer/features/layers/layers-tab';
import { FakeBridge } from '../support/fake-bridge';
import { renderScreen } from '../support/render';
import { ids } from '../support/sample-engines';
import { jobs } from '../support/sample-jobs';
import { sampleImage } from './fake-layers';
import { storefront } from './storefront';
import { files, findLine, imageId, layer, lineNames, setUpLayers } from './support';

setUpLayers();

const [sample] = jobs;
if (!sample) throw new Error('there are no sample jobs');
const running: JobSnapshot = sample;
const source: LayerSource = { kind: 'image', engineId: ids.desktop, id: imageId };

function analysing(parts: Partial<JobSnapshot> = {}, of: LayerSource = source): JobSnapshot {
  const engineId = of.kind === 'image' ? of.engineId : null;
  return { ...running, id: 'analyse-1', spec: { kind: 'analyse', engineId, source: of }, ...parts };
}

function openTab(handlers: Partial<Handlers> = {}) {
  const bridge = new FakeBridge({ 'jobs.list': async () => [], ...handlers });
  return renderScreen(<LayersTab engineId={ids.desktop} imageId={imageId} />, { bridge });
}

describe('an image whose layers were not read', () => {
  it('shows the stack of the history and offers to read the layers', async () => {
    const { user, bridge } = openTab();
    const offer = await screen.findByRole('region', { name: 'Look inside the layers' });
    expect(offer.textContent).toContain('nothing leaves this machine');
    expect(await screen.findByText('Writable layer of a container')).toBeTruthy();
    await user.click(within(offer).getByRole('button', { name: 'Analyse' }));
    await waitFor(() =>
      expect(bridge.inputs('jobs.start')).toEqual([{ kind: 'analyse', engineId: ids.desktop, source }]),
    );
    expect(await screen.findByRole('region', { name: 'Progress of the analysis' })).toBeTruthy();
  });

  it('shows how far it is, cancels, and opens the browser at the end', async () => {
    const image = await sampleImage(storefront, 'tree-of-job');
    const { user, bridge } = openTab({
      'jobs.list': async () => [analysing()],
      'jobs.cancel': async () => analysing({ cancelling: true, revision: 13 }),
    });
    const progress = await screen.findByRole('region', { name: 'Progress of the analysis' });
    expect(progress.textContent).toContain('122 MB of 195 MB');
    expect(progress.textContent).toContain('8.6 MB/s');
    expect(within(progress).getAllByRole('listitem')).toHaveLength(4);
    await user.click(within(progress).getByRole('button', { name: 'Cancel' }));
    expect(await within(progress).findByRole('button', { name: 'Cancelling…' })).toBeTruthy();
    bridge.answer(image.handlers);
    const ended = { state: 'done', endedAt: Date.now(), cancelling: false, revision: 14 } as const;
    act(() => bridge.publish('jobs.updated', [analysing(ended)]));
    expect(await screen.findByRole('listbox', { name: 'Layer stack' })).toBeTruthy();
    expect(screen.getByText('Efficiency')).toBeTruthy();
  });

  it('takes no notice of jobs that read other layers', async () => {
    const other = analysing({ id: 'other' }, { kind: 'image', engineId: ids.desktop, id: 'sha256:other' });
    openTab({ 'jobs.list': async () => [other] });
    expect(await screen.findByRole('region', { name: 'Look inside the layers' })).toBeTruthy();
  });

  it('says why it failed and tries again', async () => {
    const error = { code: 'engine-lost' as const, params: {}, detail: '', next: [] };
    const { user, bridge } = openTab({
      'jobs.list': async () => [analysing({ state: 'failed', endedAt: 1, error })],
    });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(bridge.inputs('jobs.start')).toHaveLength(1));
  });

  it('reads the layers anew while the browser stays', async () => {
    const image = await sampleImage(storefront, 'tree-anew');
    const { user, bridge } = openTab(image.handlers);
    await findLine('app');
    await user.click(screen.getByRole('button', { name: 'Analyse' }));
    await waitFor(() => expect(bridge.inputs('jobs.start')).toHaveLength(1));
    expect(await screen.findByRole('region', { name: 'Progress of the analysis' })).toBeTruthy();
    expect(screen.getByRole('tree', { name: 'Files' })).toBeTruthy();
  });
});

describe('an image whose lower layers are known from others', () => {
  it('is browsed as far as it is known, and keeps what was opened and selected when the rest has come', async () => {
    const whole = await sampleImage(storefront, 'tree-whole');
    const lower = await sampleImage(storefront.slice(0, 2), 'tree-lower');
    const missing = whole.analysis.layers
      .slice(2)
      .map(({ index, diffId, createdBy }) => ({ index, diffId, createdBy }));
    const { user, bridge } = openTab({
      ...lower.handlers,
      'jobs.list': async () => [analysing()],
      'layers.open': async () => ({ state: 'unknown', lower: { analysis: lower.analysis, missing } }),
    });
    const stack = await screen.findByRole('listbox', { name: 'Layer stack' });
    const options = () => within(stack).getAllByRole('option');
    expect(options()).toHaveLength(whole.analysis.layers.length);
    expect(options()[0]?.getAttribute('aria-disabled')).toBe('true');
    expect(options()[0]?.getAttribute('aria-label')).toContain('being read');
    expect(screen.queryByText('Efficiency')).toBeNull();
    expect(screen.queryByRole('region', { name: 'Findings' })).toBeNull();
    const first = options()[0];
    if (first) await user.click(first);
    expect(options().filter((option) => option.getAttribute('aria-selected') === 'true')).toHaveLength(2);

    await user.click(await findLine('app'));
    const below = lineNames();
    expect(below.length).toBeGreaterThan(1);
    const tree = files();
    bridge.answer(whole.handlers);
    act(() =>
      bridge.publish('jobs.updated', [analysing({ state: 'done', endedAt: Date.now(), revision: 14 })]),
    );
    expect(await screen.findByText('Efficiency')).toBeTruthy();
    expect(files()).toBe(tree);
    await waitFor(() =>
      expect(options().every((option) => option.getAttribute('aria-selected') === 'true')).toBe(true),
    );
    expect((await findLine('app')).getAttribute('aria-expanded')).toBe('true');
  });

  it('keeps a selection that was made', async () => {
    const whole = await sampleImage(storefront, 'tree-whole-2');
    const lower = await sampleImage(storefront.slice(0, 2), 'tree-lower-2');
    const { user, bridge } = openTab({
      ...lower.handlers,
      'jobs.list': async () => [analysing()],
      'layers.open': async () => ({
        state: 'unknown',
        lower: { analysis: lower.analysis, missing: whole.analysis.layers.slice(2) },
      }),
    });
    await user.click(await layer(1));
    bridge.answer(whole.handlers);
    act(() =>
      bridge.publish('jobs.updated', [analysing({ state: 'done', endedAt: Date.now(), revision: 14 })]),
    );
    expect(await screen.findByText('Efficiency')).toBeTruthy();
    expect((await layer(1)).getAttribute('aria-selected')).toBe('true');
    expect((await layer(2)).getAttribute('aria-selected')).toBe('false');
  });
});

describe('an archive', () => {
  const path = '/home/ada/Downloads/shop & co.tar';
  const address = `/archive/${encodeURIComponent(path)}`;

  function openArchive(handlers: Partial<Handlers>) {
    const bridge = new FakeBridge({ 'jobs.list': async () => [], ...handlers });
    return renderScreen(<ArchivePage />, { bridge, path: address });
  }

  it('is read at once and needs no engine', async () => {
    const { bridge } = openArchive({});
    await waitFor(() =>
      expect(bridge.inputs('jobs.start')).toEqual([
        { kind: 'analyse', engineId: null, source: { kind: 'archive', path } },
      ]),
    );
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('shop & co.tar');
  });

  it('asks which image of several is meant', async () => {
    const image = await sampleImage(storefront, 'tree-of-archive');
    const images = [
      { image: 'shop:1', references: ['shop:1'], platform: 'linux/amd64' },
      { image: 'shop:1', references: ['shop:1'], platform: 'linux/arm64' },
    ];
    const { user, bridge } = openArchive({
      ...image.handlers,
      'layers.open': async (input) =>
        input.source.kind === 'archive' && input.source.platform === undefined
          ? { state: 'choose', images }
          : { state: 'ready', analysis: image.analysis },
    });
    const list = await screen.findByRole('list', { name: 'Images of the archive' });
    await user.click(within(list).getByRole('button', { name: /arm64/ }));
    expect(await screen.findByRole('listbox', { name: 'Layer stack' })).toBeTruthy();
    expect(bridge.inputs('layers.open').at(-1)).toEqual({
      source: { kind: 'archive', path, image: 'shop:1', platform: 'linux/arm64' },
    });
    await user.click(screen.getByRole('button', { name: 'Other image' }));
    expect(await screen.findByRole('list', { name: 'Images of the archive' })).toBeTruthy();
  });
});
