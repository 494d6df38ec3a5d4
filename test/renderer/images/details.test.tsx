// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Handlers, ImageDetails, ImageSystem } from '../../../electron/contract';
import type { ImageTab } from '../../../renderer/api/routes';
import DetailsWithTabs from '../../../renderer/image-details';
import { FakeBridge, FakeFailure } from '../support/fake-bridge';
import { renderScreen } from '../support/render';
import { connected, ids } from '../support/sample-engines';
import { details, history, images } from '../support/sample-images';
import { askedFor, setUpPage } from './page';

setUpPage();

const [shop] = images;
if (!shop) throw new Error('there are no sample images');
const shopDetails = details(shop);

/** The details of the sample shop, with other parts of what main says of it. */
function openTab(tab: ImageTab, parts: Partial<ImageDetails> = {}, handlers: Partial<Handlers> = {}) {
  const bridge = new FakeBridge({
    'images.details': async () => ({ ...shopDetails, ...parts }),
    ...handlers,
  });
  const onTab = vi.fn();
  const screenOfImage = (
    <DetailsWithTabs
      engineId={ids.desktop}
      address={{ engineId: ids.desktop, id: shopDetails.id, tab }}
      summary={{ ...shopDetails, dangling: false, containers: 3, parentId: '' }}
      gone={false}
      onTab={onTab}
      onClose={() => undefined}
    />
  );
  return { ...renderScreen(screenOfImage, { bridge }), onTab };
}

/** The chosen tab's panel once it says this. */
async function panelSaying(text: string | RegExp): Promise<HTMLElement> {
  const panel = screen.getByRole('tabpanel');
  await waitFor(() => expect(panel.textContent).toMatch(text));
  return panel;
}

describe('an image on screen', () => {
  it('has six tabs that lead to their parts', async () => {
    const { user, onTab } = openTab('overview');
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent?.replace(/\d+$/, ''))).toEqual([
      'Overview',
      'Layers',
      'History',
      'Dockerfile',
      'Containers',
      'JSON',
    ]);
    await user.click(screen.getByRole('tab', { name: 'History' }));
    expect(onTab).toHaveBeenCalledWith('history');
  });

  it('offers to try again when it cannot be read', async () => {
    const failing = async () => {
      throw new FakeFailure({ code: 'timeout', params: {}, detail: '', next: [] });
    };
    const { user, bridge } = openTab('overview', {}, { 'images.details': failing });
    await screen.findByRole('alert');
    bridge.answer({ 'images.details': async () => shopDetails });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('How it runs')).toBeTruthy();
  });
});

describe('the overview', () => {
  it.each<[string, ImageSystem, string, number]>([
    ['empty', { kind: 'empty' }, 'there is not a single file in it', 0],
    ['scratch', { kind: 'scratch' }, 'Built from scratch: no operating system underneath', 2],
    ['a base', { kind: 'base' }, 'the whole root file system of an operating system', 1],
    ['unknown', { kind: 'unknown' }, 'What it was built on cannot be told', 3],
    [
      'built on another',
      { kind: 'based-on', imageId: 'sha256:ab', references: ['node:22'], layers: 2 },
      'Built on node:22: the lowest 2 of its 6 layers are that image’s',
      6,
    ],
    [
      'the same as another',
      { kind: 'based-on', imageId: 'sha256:ab', references: ['node:22'], layers: 6 },
      'The same files as node:22',
      6,
    ],
  ])('says in a sentence what it stands on: %s', async (_, system, sentence, layers) => {
    openTab('overview', { system, layers: shopDetails.layers.slice(0, layers) });
    expect((await screen.findByRole('region', { name: 'What it stands on' })).textContent).toContain(
      sentence,
    );
  });

  it('links to its base and to what is built on it', async () => {
    openTab('overview', { descendants: [{ imageId: 'sha256:cd', references: ['acme/shop-dev:1'] }] });
    const base = await screen.findByRole('link', { name: 'node:22-bookworm-slim' });
    expect(base.getAttribute('href')).toBe(
      `/images/${ids.desktop}/${encodeURIComponent(String(images[5]?.id))}/overview`,
    );
    expect(screen.getByRole('link', { name: 'acme/shop-dev:1' })).toBeTruthy();
  });

  it('lists everything that a container of it starts with', async () => {
    openTab('overview');
    const panel = await panelSaying('How it runs');
    for (const text of [
      '/usr/local/bin/docker-entrypoint.sh node server.js',
      'NODE_VERSION',
      '22.21.1',
      '3000/tcp',
      '/app/uploads',
      'curl -fsS localhost:3000/health',
      'Every 30s, up to 5s each, unhealthy after 3 failures; first 10s forgiven',
      'org.opencontainers.image.version',
      'SIGTERM',
    ]) {
      expect(panel.textContent).toContain(text);
    }
  });

  it('says what holds where nothing is set', async () => {
    const nothing = {
      entrypoint: [],
      command: [],
      user: '',
      workingDir: '',
      stopSignal: '',
      healthcheck: null,
    };
    openTab('overview', { ...nothing, environment: [], labels: {}, exposedPorts: [], volumes: [] });
    const panel = await panelSaying('a command must be given');
    for (const text of ['root, since none is set', '/, since none is set', 'SIGTERM, since none is set']) {
      expect(panel.textContent).toContain(text);
    }
  });

  it.each([
    [6, 'All 6 layers are also in other images'],
    [2, '2 of 6 layers are also in other images'],
    [0, 'No layer is in another image here'],
  ])('tells what removing would free: %i shared layers', async (shared, sentence) => {
    const chain = shopDetails.chain.map((link, index) => ({ ...link, sharedWith: index < shared ? 1 : 0 }));
    openTab('overview', { chain });
    await panelSaying(sentence);
  });

  it('offers what can be done with a single name', async () => {
    const { user } = openTab('overview');
    await user.click(await screen.findByRole('button', { name: 'acme/storefront:latest' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Untag acme/storefront:latest' }));
    expect(askedFor()).toEqual({ kind: 'untag', references: ['acme/storefront:latest'] });
  });
});

describe('the history', () => {
  it('goes from the base to the top, with sizes, ages and comments', async () => {
    openTab('history');
    await panelSaying('11 steps');
    const steps = screen.getAllByRole('listitem').map((step) => step.textContent ?? '');
    expect(steps.length).toBe(11);
    expect(steps[0]).toMatch(/debuerreotype 0\.16.*74\.8 MB/);
    expect(steps[6]).toMatch(/RUN npm ci --omit=dev.*buildkit\.dockerfile\.v0.*61\.4 MB/);
    expect(steps[7]).toMatch(/ENV NODE_ENV=production.*Setting only/);
  });

  it('warns of what nobody can audit, and says why that matters', async () => {
    const { user } = openTab('history');
    await panelSaying('1 layer has no recorded instructions');
    const step = screen.getAllByRole('listitem')[8];
    expect(step?.textContent).toContain('Made by docker commit');
    expect(step?.textContent).toContain('nobody can check or repeat it');
    await user.click(screen.getByRole('button', { name: 'Show it' }));
    expect(document.activeElement).toBe(step);
  });

  it('cuts a long command until it is asked for, and shows the original record', async () => {
    const { user, bridge } = openTab('history');
    await panelSaying('11 steps');
    const [long, commit] = [2, 8].map((index) => screen.getAllByRole('listitem')[index] ?? document.body);
    if (!long || !commit) throw new Error('steps are missing');
    expect(long.textContent).not.toContain('nodejs.org/dist');
    await user.click(within(long).getByRole('button', { name: 'Show the whole command' }));
    expect(long.textContent).toContain('nodejs.org/dist');
    await user.click(within(commit).getByRole('button', { name: 'Original record' }));
    await user.click(within(commit).getByRole('button', { name: 'Copy original record' }));
    expect(bridge.inputs('app.copyText')).toEqual([{ text: '/bin/bash' }]);
  });

  it('is unavailable with the reason where the engine does not offer it', async () => {
    const { info } = connected.connection.state === 'connected' ? connected.connection : { info: null };
    if (!info) throw new Error('the sample engine is not connected');
    const lacking = { available: false, lack: { why: 'needs-api', params: { api: '1.20' } } } as const;
    const capabilities = { ...info.capabilities, history: lacking };
    const connection = { state: 'connected', info: { ...info, capabilities } } as const;
    openTab('history', {}, { 'engines.state': async () => ({ ...connected, connection }) });
    expect((await panelSaying('It needs API 1.20 or later.')).textContent).toContain(
      'does not tell the history',
    );
  });

  it('says so when there is none', async () => {
    openTab(
      'history',
      {},
      { 'images.history': async () => ({ ...history(shop), steps: [], unaudited: [] }) },
    );
    expect(await screen.findByRole('heading', { name: 'No history' })).toBeTruthy();
  });
});

describe('the layers', () => {
  it('lie with the base at the bottom and a container’s layer on top', async () => {
    openTab('layers');
    await panelSaying('Writable layer of a container');
    const blocks = screen.getAllByRole('listitem').map((block) => block.getAttribute('aria-label'));
    expect(blocks).toEqual(['Layer 6', 'Layer 5', 'Layer 4', 'Layer 3', 'Layer 2', 'Layer 1']);
    expect(screen.getByRole('region', { name: 'Added by this image' }).textContent).toContain(
      '4 layers · 69.5 MB',
    );
    const base = screen.getByRole('region', { name: 'From its base image' });
    expect(base.textContent).toContain('node:22-bookworm-slim');
    expect(base.textContent).toContain('Also in 4 other images');
  });

  it('are taller the more they hold', async () => {
    openTab('layers');
    await panelSaying('Writable layer');
    const height = (name: string) =>
      Number.parseInt(screen.getByRole('listitem', { name }).style.minHeight, 10);
    expect(height('Layer 2')).toBeGreaterThan(height('Layer 5'));
    expect(height('Layer 5')).toBeGreaterThan(height('Layer 3'));
  });

  it('are none in an image of settings only', async () => {
    openTab('layers', { layers: [], chain: [], system: { kind: 'empty' } });
    expect(await screen.findByRole('heading', { name: 'This image has no layers' })).toBeTruthy();
  });
});

describe('the other tabs', () => {
  it('show the Dockerfile, what it cannot know, and copy it', async () => {
    const { user, bridge } = openTab('dockerfile');
    await panelSaying('FROM node:22-bookworm-slim');
    expect(screen.getByRole('region', { name: 'What cannot be known' }).textContent).toContain(
      'docker commit',
    );
    await user.click(screen.getByRole('button', { name: 'Copy Dockerfile' }));
    expect(bridge.inputs('app.copyText')[0]?.text).toContain('RUN npm ci --omit=dev\n');
  });

  it('show the containers and commit one', async () => {
    const { user } = openTab('containers');
    const web = await screen.findByRole('listitem', { name: 'storefront-web-1' });
    expect(web.textContent).toContain('running');
    await user.click(within(web).getByRole('button', { name: 'Commit' }));
    expect(askedFor()).toMatchObject({ kind: 'commit', containerId: expect.stringMatching(/^[0-9a-f]+$/) });
  });

  it('follow containers as they come and go', async () => {
    const { bridge } = openTab('containers');
    await screen.findByRole('listitem', { name: 'storefront-web-1' });
    bridge.answer({ 'containers.list': async () => [] });
    bridge.publish('containers.changed', { engineId: ids.staging });
    bridge.publish('containers.changed', { engineId: ids.desktop });
    expect(await screen.findByRole('heading', { name: 'No container uses this image' })).toBeTruthy();
    expect(bridge.inputs('containers.list').length).toBe(2);
  });

  it('show the JSON as it came, and find in it', async () => {
    const { user } = openTab('json');
    const panel = await panelSaying('"Architecture": "amd64"');
    await user.type(screen.getByRole('searchbox', { name: 'Find in the JSON' }), 'ar');
    expect(panel.textContent).toContain('1 / 1');
    await user.keyboard('{Backspace}{Backspace}"');
    expect(panel.textContent).toContain('1 / 12');
    await user.keyboard('{Enter}{Enter}{Shift>}{Enter}{/Shift}');
    expect(panel.textContent).toContain('2 / 12');
    await user.keyboard('zzz');
    expect(panel.textContent).toContain('No matches');
  });
});
