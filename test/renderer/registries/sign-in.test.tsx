// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Operation, useOperations } from '../../../renderer/api/operations';
import { RegistriesHost } from '../../../renderer/features/registries/registries-host';
import { Toaster } from '../../../renderer/ui/toaster';
import { FakeFailure } from '../support/fake-bridge';
import { type RenderOptions, renderScreen, setUpDom } from '../support/render';
import { registries } from '../support/sample-jobs';

setUpDom();
beforeEach(() => useOperations.setState({ current: null }));

async function openSignIn(parts: Partial<Operation & { kind: 'sign-in' }> = {}, options: RenderOptions = {}) {
  const window = renderScreen(
    <>
      <RegistriesHost />
      <Toaster />
    </>,
    options,
  );
  act(() => useOperations.getState().open({ ...parts, kind: 'sign-in' }));
  const inDialog = within(await screen.findByRole('dialog', { name: 'Sign in' }));
  return {
    ...window,
    inDialog,
    server: inDialog.getByRole('textbox', { name: 'Server' }) as HTMLInputElement,
    username: inDialog.getByRole('textbox', { name: 'Username' }),
    password: inDialog.getByLabelText('Password') as HTMLInputElement,
    confirm: () => inDialog.getByRole('button', { name: 'Sign in' }),
  };
}

const plainText = {
  handlers: { 'registries.state': async () => ({ ...registries, newStorage: 'file' }) },
};

describe('the dialog "Sign in"', () => {
  it('signs in and says so', async () => {
    const { user, bridge, server, username, password, confirm } = await openSignIn();
    expect(server.value).toBe('docker.io');
    await user.clear(server);
    await user.type(server, 'registry.example.com');
    await user.type(username, 'ada');
    await user.type(password, 'secret');
    await user.click(confirm());
    await screen.findByText('Signed in to registry.example.com');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(bridge.inputs('registries.signIn')).toEqual([
      { server: 'registry.example.com', username: 'ada', password: 'secret' },
    ]);
  });

  it('hides the password while it is typed', async () => {
    const { password } = await openSignIn();
    expect(password.type).toBe('password');
  });

  it('warns that the password would be kept as plain text, and where', async () => {
    const { user, bridge, inDialog } = await openSignIn({}, plainText);
    await inDialog.findByText('The password will be kept as plain text');
    expect(inDialog.getByText(/written to \/home\/ada\/\.docker\/config\.json/)).toBeDefined();
    await user.click(inDialog.getByRole('button', { name: 'How to set up a helper' }));
    expect(bridge.inputs('app.openHelp')).toEqual([{ page: 'credential-helpers' }]);
  });

  it('says which helper will keep it otherwise', async () => {
    const { inDialog } = await openSignIn();
    await inDialog.findByText('Will be kept by the credential helper secretservice.');
    expect(inDialog.queryByText(/plain text/)).toBeNull();
  });

  it('begins with the user name when the server is known', async () => {
    const { server, username } = await openSignIn({ server: 'registry.example.com' });
    expect(server.value).toBe('registry.example.com');
    expect(document.activeElement).toBe(username);
  });

  it('asks for what is missing', async () => {
    const { user, bridge, inDialog, confirm } = await openSignIn();
    await user.click(confirm());
    expect(await inDialog.findAllByText('This is needed.')).toHaveLength(2);
    expect(bridge.inputs('registries.signIn')).toEqual([]);
  });

  it('keeps what was typed when the registry refuses, and says why', async () => {
    const { user, inDialog, username, password, confirm } = await openSignIn(
      { server: 'registry.example.com' },
      {
        handlers: {
          'registries.signIn': async ({ server }) => {
            throw new FakeFailure({ code: 'unauthorised', params: { server }, detail: 'no', next: [] });
          },
        },
      },
    );
    await user.type(username, 'ada');
    await user.type(password, 'wrong');
    await user.click(confirm());
    expect((await inDialog.findByRole('alert')).textContent).toContain(
      'registry.example.com does not accept this account, or needs one.',
    );
    expect(password.value).toBe('wrong');
    expect(confirm().hasAttribute('disabled')).toBe(false);
  });

  it('says at the server that it is no host', async () => {
    const { user, inDialog, server, username, password, confirm } = await openSignIn(
      {},
      {
        handlers: {
          'registries.signIn': async () => {
            throw new FakeFailure({ code: 'bad-input', params: {}, detail: '', next: [] });
          },
        },
      },
    );
    await user.type(server, ' and more');
    await user.type(username, 'ada');
    await user.type(password, 'secret');
    await user.click(confirm());
    await inDialog.findByText(/Write the name of the host alone/);
    expect(server.getAttribute('aria-invalid')).toBe('true');
  });

  it('tries the job again that failed for want of it', async () => {
    const { user, bridge, username, password, confirm } = await openSignIn({
      server: 'registry.example.com',
      retryJob: 'job-2',
    });
    await user.type(username, 'ada');
    await user.type(password, 'secret');
    await user.click(confirm());
    await waitFor(() => expect(bridge.inputs('jobs.retry')).toEqual([{ id: 'job-2' }]));
    await screen.findByText('Signed in to registry.example.com, trying again');
  });

  it('goes back to where it was asked for, also when it is cancelled', async () => {
    const { user, inDialog } = await openSignIn({ afterwards: { kind: 'push', references: ['a/b:1'] } });
    await user.click(inDialog.getByRole('button', { name: 'Cancel' }));
    expect(useOperations.getState().current).toEqual({ kind: 'push', references: ['a/b:1'] });
  });
});
