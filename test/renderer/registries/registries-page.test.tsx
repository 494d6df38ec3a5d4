// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../electron/contract';
import { useOperations } from '../../../renderer/api/operations';
import { RegistriesHost } from '../../../renderer/features/registries/registries-host';
import { RegistriesPage } from '../../../renderer/features/registries/registries-page';
import { Toaster } from '../../../renderer/ui/toaster';
import { FakeFailure } from '../support/fake-bridge';
import { type RenderOptions, renderScreen, setUpDom } from '../support/render';
import { connected, engineInfo, ids } from '../support/sample-engines';
import { registries } from '../support/sample-jobs';

setUpDom();
beforeEach(() => useOperations.setState({ current: null }));

function show(options: RenderOptions = {}) {
  return renderScreen(
    <>
      <RegistriesPage />
      <RegistriesHost />
      <Toaster />
    </>,
    { path: '/registries', ...options },
  );
}

const accountRow = async (server: string) => {
  const table = await screen.findByRole('table', { name: 'Accounts' });
  const cell = await within(table).findByText(server);
  const row = cell.closest('tr');
  if (!row) throw new Error(`no row of ${server}`);
  return row;
};

describe('the accounts', () => {
  it('say who is signed in where, and which password lies open', async () => {
    show();
    expect((await accountRow('docker.io')).textContent).toContain('adaCredential helper secretservice');
    expect((await accountRow('registry.example.com')).textContent).toContain(
      'ci-botconfig.json, as plain text',
    );
    expect(screen.getByText('/home/ada/.docker/config.json')).toBeDefined();
  });

  it('are there while a helper is still being asked, and tell its failure in their own row', async () => {
    const [hub, other] = registries.accounts;
    if (!hub || !other) throw new Error('there are no accounts');
    const asked = { ...hub, username: '', state: 'asking' as const };
    const { bridge } = show({
      handlers: { 'registries.state': async () => ({ ...registries, accounts: [asked, other] }) },
    });
    expect((await accountRow('docker.io')).textContent).toContain('Waiting for its answer');
    expect((await accountRow('registry.example.com')).textContent).toContain('ci-bot');
    const late: AppError = {
      code: 'credential-helper',
      params: { helper: 'pass', verb: 'list', seconds: '20' },
      detail: 'no answer within 20 s',
      why: 'no-answer-within',
      next: [],
    };
    const failed = { ...asked, state: 'failed' as const, problem: late };
    act(() => bridge.publish('registries.changed', { ...registries, accounts: [failed, other] }));
    await screen.findByText('No answer within 20 s.');
    expect((await accountRow('docker.io')).textContent).toContain('The helper gave no usable answer.');
    expect((await accountRow('registry.example.com')).textContent).not.toContain('usable');
  });

  it('are signed out of one by one', async () => {
    const { user, bridge } = show();
    const row = await accountRow('registry.example.com');
    await user.click(within(row).getByRole('button', { name: 'Sign out' }));
    expect(bridge.inputs('registries.signOut')).toEqual([{ server: 'registry.example.com' }]);
    await screen.findByText('Signed out of registry.example.com');
    act(() =>
      bridge.publish('registries.changed', { ...registries, accounts: registries.accounts.slice(0, 1) }),
    );
    await waitFor(() => expect(screen.queryByText('registry.example.com')).toBeNull());
  });

  it('say why a sign-out failed', async () => {
    const { user } = show({
      handlers: {
        'registries.signOut': async () => {
          throw new FakeFailure({
            code: 'credential-helper',
            params: { helper: 'pass' },
            detail: '',
            next: [],
          });
        },
      },
    });
    const row = await accountRow('docker.io');
    await user.click(within(row).getByRole('button', { name: 'Sign out' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The credential helper pass failed.');
  });

  it('invite to sign in when there are none, and warn where new passwords go', async () => {
    const { user } = show({
      handlers: { 'registries.state': async () => ({ ...registries, accounts: [], newStorage: 'file' }) },
    });
    await screen.findByText('Not signed in anywhere');
    expect(screen.getByText(/New passwords are kept there as plain text/)).toBeDefined();
    const [first] = screen.getAllByRole('button', { name: 'Sign in…' });
    if (!first) throw new Error('no button');
    await user.click(first);
    await screen.findByRole('dialog', { name: 'Sign in' });
  });

  it('say what is wrong with the configuration file', async () => {
    const unreadable: AppError = {
      code: 'file-unreadable',
      params: { path: '/home/ada/.docker/config.json' },
      detail: 'not valid JSON',
      why: 'not-json',
      next: [],
    };
    show({
      handlers: { 'registries.state': async () => ({ ...registries, problems: [unreadable] }) },
    });
    await screen.findByText('/home/ada/.docker/config.json cannot be read. It is not valid JSON.');
  });
});

describe('searching', () => {
  const search = async (term: string, options: RenderOptions = {}) => {
    const window = show(options);
    await accountRow('docker.io');
    await window.user.type(screen.getByRole('textbox', { name: 'Search term' }), term);
    await window.user.click(screen.getByRole('button', { name: 'Search' }));
    return window;
  };
  const resultOf = async (name: string) => {
    const list = await screen.findByRole('region', { name: 'Search results' });
    const row = within(list).getByText(name).closest('li');
    if (!row) throw new Error(`no result ${name}`);
    return within(row);
  };

  it('shows what was found, and pulls it', async () => {
    const { user, bridge } = await search('nginx');
    const official = await resultOf('nginx');
    expect(official.getByText('Official')).toBeDefined();
    expect(official.getByText('Official build of Nginx.')).toBeDefined();
    expect(bridge.inputs('registries.search')).toEqual([{ engineId: ids.desktop, term: 'nginx' }]);
    await user.click((await resultOf('bitnami/nginx')).getByRole('button', { name: 'Pull' }));
    expect(useOperations.getState().current).toEqual({ kind: 'pull', reference: 'bitnami/nginx' });
  });

  it('lists the tags of a repository and pulls one of them', async () => {
    const { user } = await search('nginx');
    await user.click((await resultOf('nginx')).getByRole('button', { name: 'Tags' }));
    const tags = await screen.findByRole('region', { name: 'Tags of nginx' });
    await user.click(within(tags).getByRole('button', { name: '1.27-alpine' }));
    expect(useOperations.getState().current).toEqual({ kind: 'pull', reference: 'nginx:1.27-alpine' });
  });

  it('says when nothing was found', async () => {
    await search('localhost:5000/unheard', { handlers: { 'registries.search': async () => [] } });
    await screen.findByText('No repository of localhost:5000 matches “localhost:5000/unheard”.');
  });

  it('leads to the sign-in when the registry wants one', async () => {
    const { user } = await search('registry.example.com/app', {
      handlers: {
        'registries.search': async () => {
          throw new FakeFailure({
            code: 'unauthorised',
            params: { server: 'registry.example.com' },
            detail: '',
            next: [{ step: 'sign-in', server: 'registry.example.com' }],
          });
        },
      },
    });
    const alert = await screen.findByRole('alert');
    await user.click(within(alert).getByRole('button', { name: 'Sign in' }));
    expect(useOperations.getState().current).toEqual({ kind: 'sign-in', server: 'registry.example.com' });
  });

  it('gives the reason when the engine cannot search', async () => {
    const lack = { why: 'needs-api' as const, params: { api: '1.24' } };
    const lacking = { ...engineInfo.capabilities, search: { available: false, lack } };
    const info = { ...engineInfo, capabilities: lacking };
    show({
      handlers: { 'engines.state': async () => ({ ...connected, connection: { state: 'connected', info } }) },
    });
    await screen.findByText('This engine cannot search. It needs API 1.24 or later.');
  });

  it('has a dialog of its own', async () => {
    renderScreen(<RegistriesHost />);
    act(() => useOperations.getState().open({ kind: 'search', term: 'nginx' }));
    const dialog = await screen.findByRole('dialog', { name: 'Search images' });
    await within(dialog).findByText('Official build of Nginx.');
  });
});
