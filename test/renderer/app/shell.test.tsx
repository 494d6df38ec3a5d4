// @vitest-environment happy-dom

import { QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../../electron/contract';
import { useOperations } from '../../../renderer/api/operations';
import { createQueryClient } from '../../../renderer/api/query-client';
import { App } from '../../../renderer/app';
import { closeOverlay } from '../../../renderer/features/app/shell-state';
import { startI18n } from '../../../renderer/i18n/i18n';
import { FakeBridge } from '../support/fake-bridge';
import { setUpDom } from '../support/render';
import { noEngine } from '../support/sample-engines';

setUpDom();
beforeEach(() => {
  window.location.hash = '#/registries';
});
afterEach(() => {
  closeOverlay();
  useOperations.getState().close();
});

/** The whole window on a fake main. */
function open(handlers: Partial<Handlers> = {}) {
  const bridge = new FakeBridge(handlers);
  Object.defineProperty(window, 'layeryard', { value: bridge, configurable: true });
  render(
    <I18nextProvider i18n={startI18n('en')}>
      <QueryClientProvider client={createQueryClient()}>
        <App />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { bridge, user: userEvent.setup({ pointerEventsCheck: 0 }) };
}

const link = (name: string) => screen.getByRole('link', { name });

describe('the way through the app', () => {
  it('has the four pages under their exact names and marks the one on screen', async () => {
    const { user } = open();
    const links = within(screen.getByRole('navigation')).getAllByRole('link');
    expect(links.map((element) => element.textContent)).toEqual(['Images', 'Build', 'Registries', 'Jobs']);
    expect(link('Registries').getAttribute('aria-current')).toBe('page');
    await user.click(link('Jobs'));
    expect(link('Jobs').getAttribute('aria-current')).toBe('page');
    expect(window.location.hash).toBe('#/jobs');
  });

  it('goes to pages by Control and a number, and by the native menu', async () => {
    const { user, bridge } = open();
    await user.keyboard('{Control>}4{/Control}');
    expect(window.location.hash).toBe('#/jobs');
    act(() => bridge.publish('menu.command', { command: 'go-registries' }));
    expect(window.location.hash).toBe('#/registries');
  });

  it('counts the jobs that run', async () => {
    open();
    expect(await screen.findByText('1 running')).toBeDefined();
  });

  it('leads an address that does not exist to the images', async () => {
    window.location.hash = '#/nowhere';
    open({ 'engines.state': async () => noEngine });
    expect(await screen.findByRole('heading', { name: 'No Docker Engine answers' })).toBeDefined();
    expect(window.location.hash).toBe('#/images');
  });
});

describe('the command palette', () => {
  it('opens by Control-K, finds an action and runs it', async () => {
    const { user } = open();
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.getByRole('dialog', { name: 'Command palette' })).toBeDefined();
    await user.keyboard('keyboard short{Enter}');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeDefined();
  });

  it('chooses the first that fits, whatever was chosen before', async () => {
    const { user } = open();
    for (const text of ['dark', 'engl', '简体']) {
      await user.keyboard('{Control>}k{/Control}');
      await user.keyboard(text);
      await waitFor(() => expect(screen.getAllByRole('option').length).toBeLessThan(4));
      expect(screen.getAllByRole('option')[0]?.getAttribute('aria-selected')).toBe('true');
      await user.keyboard('{Escape}');
    }
  });

  it('runs what was typed last, even before the list has followed', async () => {
    const { user } = open();
    await user.keyboard('{Control>}k{/Control}');
    const input = screen.getByPlaceholderText('Type a command or the name of an image…');
    act(() => {
      fireEvent.change(input, { target: { value: 'keyboard short' } });
      fireEvent.keyDown(input, { key: 'Enter' });
    });
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeDefined();
  });

  it('says when nothing fits and closes by Escape', async () => {
    const { user } = open();
    await user.keyboard('{Control>}k{/Control}zzz');
    expect(await screen.findByText('Nothing fits “zzz”')).toBeDefined();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('dialogs of the shell', () => {
  it('list the shortcuts by a question mark', async () => {
    const { user } = open();
    await user.keyboard('?');
    const dialog = screen.getByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const text of [
      'Command palette',
      'In the layer browser',
      'In the Dockerfile editor',
      'Open all folders',
    ])
      expect(within(dialog).getByText(text)).toBeDefined();
  });

  it('tell the versions', async () => {
    const { bridge } = open();
    act(() => bridge.publish('menu.command', { command: 'about' }));
    const dialog = await screen.findByRole('dialog', { name: 'About Layeryard' });
    expect(await within(dialog).findByText('Version 0.1.0')).toBeDefined();
  });

  it('open the dialog of an operation for a command of the native menu', async () => {
    const { bridge } = open();
    act(() => bridge.publish('menu.command', { command: 'pull' }));
    expect(await screen.findByRole('dialog', { name: 'Pull image' })).toBeDefined();
  });
});

describe('theme and language', () => {
  it('change at once in the settings and are kept', async () => {
    const { user, bridge } = open();
    await screen.findByText('1 running');
    await user.keyboard('{Control>},{/Control}');
    await user.click(await screen.findByRole('radio', { name: 'Dark' }));
    expect(document.documentElement.dataset.theme).toBe('dark');
    expect(bridge.inputs('settings.set')).toEqual([{ theme: 'dark' }]);
    expect(localStorage.getItem('look')).toBe('dark en');
  });

  it('switch the language of everything by a command', async () => {
    const { bridge } = open();
    await screen.findByText('1 running');
    act(() => bridge.publish('menu.command', { command: 'language-zh' }));
    expect(await screen.findByRole('link', { name: '镜像' })).toBeDefined();
    expect(document.documentElement.lang).toBe('zh-CN');
  });
});

describe('dropped files', () => {
  function drop(bridge: FakeBridge, path: string) {
    const name = path.split('/').at(-1) ?? path;
    bridge.paths.set(name, path);
    const dataTransfer = { types: ['Files'], files: [new File(['x'], name)] };
    fireEvent.dragOver(window, { dataTransfer });
    expect(screen.getByText('Drop to open')).toBeDefined();
    fireEvent.drop(window, { dataTransfer });
  }

  it('open the dialog that takes an archive', async () => {
    const { bridge } = open();
    drop(bridge, '/home/ada/nginx.tar');
    expect(await screen.findByRole('dialog', { name: 'Load images' })).toBeDefined();
    expect(bridge.inputs('app.identifyFile')[0]).toEqual({ path: '/home/ada/nginx.tar' });
  });

  it('are explained when nothing can open them', async () => {
    const { bridge } = open();
    drop(bridge, '/home/ada/holiday.jpg');
    expect(await screen.findByText('holiday.jpg is nothing that can be opened here')).toBeDefined();
  });

  it('offer to look into an archive as well, by a button and by a key', async () => {
    const { bridge, user } = open();
    drop(bridge, '/home/ada/nginx.tar');
    const dialog = await screen.findByRole('dialog', { name: 'Load images' });
    await within(dialog).findByRole('button', { name: 'Look inside' });
    await user.keyboard('{Control>}{Shift>}o{/Shift}{/Control}');
    await waitFor(() => expect(bridge.inputs('app.openArchive')).toEqual([{ path: '/home/ada/nginx.tar' }]));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('that the system names are looked into at once', async () => {
    const { bridge } = open();
    act(() => bridge.publish('file.opened', { path: '/home/ada/redis.tar' }));
    await waitFor(() => expect(bridge.inputs('app.openArchive')).toEqual([{ path: '/home/ada/redis.tar' }]));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
