// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineState } from '../../../electron/contract';
import { useEngineEvents } from '../../../renderer/api/engine';
import { ConnectionBanners } from '../../../renderer/features/engines/connection-banners';
import { EnginePicker, EngineRefresh } from '../../../renderer/features/engines/engine-picker';
import { FirstRun } from '../../../renderer/features/engines/first-run';
import { openPicker } from '../../../renderer/features/engines/picker-state';
import { renderScreen, setUpDom } from '../support/render';
import { connected, engineInfo, ids, lostError, noEngine } from '../support/sample-engines';

setUpDom();
afterEach(() => openPicker(false));

function Picker() {
  useEngineEvents();
  return (
    <>
      <EnginePicker />
      <EngineRefresh />
    </>
  );
}

describe('the engine picker', () => {
  it('shows every endpoint with its version, storage driver, and why one does not answer', async () => {
    const { user } = renderScreen(<Picker />);
    const picker = screen.getByRole('combobox', { name: 'Engine' });
    await within(picker).findByText('Docker 28.5.2 · overlayfs');
    await user.click(picker);
    const podman = await screen.findByRole('option', { name: 'Podman' });
    expect(screen.getByRole('option', { name: 'default' }).textContent).toContain('CLI default');
    expect(screen.getByRole('option', { name: 'staging' }).textContent).toContain(
      'Docker 20.10.24 · overlay2',
    );
    expect(podman.textContent).toContain('The engine is not installed or not running');
    expect(podman.textContent).toContain('unix:///run/user/1000/podman/podman.sock');
  });

  it('names the sandbox in the language of the window, and other engines as they are called', async () => {
    const [first, ...others] = connected.endpoints;
    if (!first) throw new Error('there is no sample engine');
    const sandbox = { ...first, name: 'Sandbox engine', source: 'sandbox' } as const;
    const state = { ...connected, endpoints: [sandbox, ...others] };
    const { user } = renderScreen(<Picker />, {
      locale: 'zh-CN',
      handlers: { 'engines.state': async () => state, 'engines.refresh': async () => state },
    });
    const picker = screen.getByRole('combobox', { name: '引擎' });
    await within(picker).findByText('Docker 28.5.2 · overlayfs');
    await user.click(picker);
    await screen.findByRole('option', { name: '沙盒引擎' });
    expect(screen.queryByText('Sandbox engine')).toBeNull();
    expect(screen.getByRole('option', { name: 'staging' })).toBeDefined();
  });

  it('switches by one press and shows the other engine', async () => {
    const { user, bridge } = renderScreen(<Picker />);
    const picker = screen.getByRole('combobox', { name: 'Engine' });
    await within(picker).findByText('default');
    await user.click(picker);
    await user.click(await screen.findByRole('option', { name: 'staging' }));
    expect(bridge.inputs('engines.use')).toEqual([{ id: ids.staging }]);
    expect(await within(picker).findByText('staging')).toBeDefined();
  });

  it('asks the engines again when it is opened and by its button', async () => {
    const { user, bridge } = renderScreen(<Picker />);
    await user.click(await screen.findByRole('button', { name: 'Look for engines again' }));
    await user.click(screen.getByRole('combobox', { name: 'Engine' }));
    expect(bridge.inputs('engines.refresh')).toHaveLength(2);
  });

  it('follows what main says without being asked', async () => {
    const { bridge } = renderScreen(<Picker />);
    const picker = screen.getByRole('combobox', { name: 'Engine' });
    await within(picker).findByText('default');
    act(() => bridge.publish('engine.changed', { ...connected, connection: { state: 'connecting' } }));
    expect(await within(picker).findByText('Connecting…')).toBeDefined();
  });
});

describe('the banners', () => {
  const answering = (state: EngineState) => ({ 'engines.state': async () => state });

  it('say that the engine is lost, since when, and that it is tried again', async () => {
    const since = Date.UTC(2026, 10, 24, 9, 30);
    const lost: EngineState = {
      ...connected,
      connection: { state: 'lost', since, error: lostError, info: engineInfo },
    };
    const { user, bridge } = renderScreen(<ConnectionBanners />, { handlers: answering(lost) });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The connection to default is lost');
    expect(alert.textContent).toContain('Reconnecting goes on by itself');
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    expect(bridge.inputs('engines.refresh')).toHaveLength(1);
  });

  it('say that the engine is a sandbox until that was read', async () => {
    const [first] = connected.endpoints;
    if (!first) throw new Error('the samples have no endpoint');
    const sandbox: EngineState = {
      ...connected,
      endpoints: [{ ...first, id: ids.sandbox, source: 'sandbox' }],
      activeId: ids.sandbox,
    };
    const { user } = renderScreen(<ConnectionBanners />, { handlers: answering(sandbox) });
    await user.click(await screen.findByRole('button', { name: 'Got it' }));
    expect(screen.queryByText('You are in the sandbox')).toBeNull();
  });

  it('say what of the configuration could not be read', async () => {
    const broken: EngineState = {
      ...connected,
      problems: [
        { code: 'file-unreadable', params: { path: '~/.docker/config.json' }, detail: 'line 3', next: [] },
      ],
    };
    renderScreen(<ConnectionBanners />, { handlers: answering(broken) });
    expect((await screen.findByRole('status')).textContent).toContain(
      '~/.docker/config.json cannot be read. line 3',
    );
  });
});

describe('the banner of a DOCKER_HOST that is no address', () => {
  it('says that, and speaks of no form', async () => {
    const detail = 'invalid bind address format: foo://bar';
    const problem = { code: 'bad-input' as const, params: { reason: 'bad-address' }, detail, next: [] };
    renderScreen(<ConnectionBanners />, {
      handlers: { 'engines.state': async () => ({ ...connected, problems: [problem] }) },
    });
    const said = (await screen.findByRole('status')).textContent;
    expect(said).toContain('This is not the address of an engine. invalid bind');
  });
});

describe('the first-run screen', () => {
  const handlers = {
    'engines.state': async () => noEngine,
    'engines.refresh': async () => noEngine,
  };

  it('says what is missing, how to get it, and where it looked and why in vain', async () => {
    renderScreen(<FirstRun />, { handlers });
    expect(screen.getByRole('heading', { level: 1, name: 'No Docker Engine answers' })).toBeDefined();
    expect(screen.getByText(/apt-get install docker\.io/)).toBeDefined();
    const tried = await screen.findByRole('region', { name: 'Where it looked' });
    expect(await within(tried).findByText('unix:///var/run/docker.sock')).toBeDefined();
    expect(within(tried).getByText('This account may not use the socket.')).toBeDefined();
  });

  it('tries again', async () => {
    const { user, bridge } = renderScreen(<FirstRun />, { handlers });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(bridge.inputs('engines.refresh')).toHaveLength(1);
  });

  it('copies commands and opens the instructions of the chosen platform', async () => {
    const { user, bridge } = renderScreen(<FirstRun />, { handlers });
    await user.click(screen.getByRole('radio', { name: 'macOS' }));
    await user.click(
      screen.getByRole('button', { name: 'Copy Or Colima, from the terminal alone: command' }),
    );
    expect(bridge.inputs('app.copyText')).toEqual([{ text: 'brew install colima docker\ncolima start' }]);
    await user.click(screen.getByRole('button', { name: 'Full instructions in the browser' }));
    expect(bridge.inputs('app.openHelp')).toEqual([{ page: 'install-mac' }]);
  });

  it('speaks Chinese', async () => {
    renderScreen(<FirstRun />, { handlers, locale: 'zh-CN' });
    expect(screen.getByRole('heading', { level: 1, name: '没有 Docker 引擎应答' })).toBeDefined();
  });
});
