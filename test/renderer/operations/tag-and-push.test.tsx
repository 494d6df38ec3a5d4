// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useOperations } from '../../../renderer/api/operations';
import { setUpDom } from '../support/render';
import { connected, engineInfo } from '../support/sample-engines';
import { images } from '../support/sample-images';
import { openOperation, startedJobs } from './support';

setUpDom();
beforeEach(() => useOperations.setState({ current: null }));

const [image] = images;
if (!image) throw new Error('there are no sample images');

const openTag = async () => {
  const operation = { kind: 'tag', imageId: image.id, source: 'acme/storefront:2.14.0' } as const;
  const opened = await openOperation(operation, 'Tag image');
  return { ...opened, reference: opened.inDialog.getByRole('textbox', { name: 'New reference' }) };
};

describe('the dialog "Tag image"', () => {
  it('gives the image a new name', async () => {
    const { user, bridge, reference, inDialog } = await openTag();
    await user.type(reference, 'registry.example.com/shop:1');
    await user.click(inDialog.getByRole('button', { name: 'Tag' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([
        { kind: 'tag', source: 'acme/storefront:2.14.0', reference: 'registry.example.com/shop:1' },
      ]),
    );
  });

  it('says the name in full when the tag is left to the engine', async () => {
    const { user, reference, inDialog } = await openTag();
    await user.type(reference, 'shop');
    await inDialog.findByText('The name will be shop:latest.');
  });

  it('says which rule is broken, and cannot be confirmed', async () => {
    const { user, bridge, reference, inDialog } = await openTag();
    await user.type(reference, 'Shop');
    expect((await inDialog.findByRole('alert')).textContent).toContain('lower-case');
    expect(inDialog.getByRole('button', { name: 'Tag' }).hasAttribute('disabled')).toBe(true);
    await user.keyboard('{Enter}');
    expect(startedJobs(bridge)).toEqual([]);
  });

  it('warns that a name which another image has will move', async () => {
    const { user, reference, inDialog } = await openTag();
    await user.type(reference, 'nginx:alpine');
    await inDialog.findByText('This name will move');
    expect(inDialog.getByRole('button', { name: 'Tag' }).hasAttribute('disabled')).toBe(false);
  });

  it('says that the image has the name already', async () => {
    const { user, reference, inDialog } = await openTag();
    await user.type(reference, 'acme/storefront:latest');
    await inDialog.findByText('The image has this name already.');
  });
});

describe('the dialog "Push image"', () => {
  const references = [
    'acme/storefront:2.14.0',
    'registry.example.com/acme/storefront:2.14.0',
    'other.example.com/a:1',
  ];
  const openPush = async (options: Parameters<typeof openOperation>[2] = {}, names = references) =>
    await openOperation({ kind: 'push', references: names }, 'Push image', options);

  it('pushes all tags that stay chosen', async () => {
    const { user, bridge, inDialog } = await openPush();
    await user.click(await inDialog.findByRole('checkbox', { name: 'other.example.com/a:1' }));
    await inDialog.findByText('2 tags chosen');
    await user.click(inDialog.getByRole('button', { name: 'Push' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([{ kind: 'push', references: references.slice(0, 2) }]),
    );
  });

  it('leaves out local names that only mean Docker Hub by default while nobody is signed in there', async () => {
    const signedOut = { accounts: [], configFile: '/c/config.json', newStorage: 'file', problems: [] };
    const { inDialog } = await openPush({ handlers: { 'registries.state': async () => signedOut } });
    await inDialog.findByText('2 tags chosen');
    const local = inDialog.getByRole('checkbox', { name: references[0] ?? '' });
    expect(local.getAttribute('aria-checked')).toBe('false');
  });

  it('chooses all or none at once', async () => {
    const { user, inDialog } = await openPush();
    await user.click(await inDialog.findByRole('checkbox', { name: 'All tags' }));
    await inDialog.findByText('Choose at least one tag.');
    expect(inDialog.getByRole('button', { name: 'Push' }).hasAttribute('disabled')).toBe(true);
    await user.click(inDialog.getByRole('checkbox', { name: 'All tags' }));
    await inDialog.findByText('3 tags chosen');
  });

  it('says to which registry each goes, and as whom', async () => {
    const { inDialog } = await openPush();
    await inDialog.findByText('to Docker Hub');
    await inDialog.findByText('Signed in as ada');
    await inDialog.findByText('to registry.example.com');
    await inDialog.findByText('Signed in as ci-bot');
  });

  it('leads to the sign-in where there are no credentials, and back', async () => {
    const { user, inDialog } = await openPush();
    await user.click(await inDialog.findByRole('button', { name: 'Sign in' }));
    const signIn = await screen.findByRole('dialog', { name: 'Sign in' });
    expect((screen.getByRole('textbox', { name: 'Server' }) as HTMLInputElement).value).toBe(
      'other.example.com',
    );
    expect(signIn).toBeDefined();
    await user.type(screen.getByRole('textbox', { name: 'Username' }), 'ada');
    await user.type(screen.getByLabelText('Password'), 'secret');
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: 'Push image' });
  });

  it('warns of names that belong to the official images', async () => {
    const { inDialog } = await openPush({}, ['nginx:1']);
    await inDialog.findByText(/belong to the official images of Docker Hub/);
  });

  it('has nothing to push for an image without a name', async () => {
    const { inDialog } = await openPush({}, []);
    await inDialog.findByText(/has no tag that could be pushed/);
    expect(inDialog.getByRole('button', { name: 'Push' }).hasAttribute('disabled')).toBe(true);
  });

  it('gives the reason when the engine cannot push', async () => {
    const lacking = {
      ...engineInfo.capabilities,
      push: { available: false, lack: { why: 'needs-api' as const, params: { api: '1.32' } } },
    };
    const info = { ...engineInfo, capabilities: lacking };
    const { inDialog } = await openPush({
      handlers: { 'engines.state': async () => ({ ...connected, connection: { state: 'connected', info } }) },
    });
    await inDialog.findByText('This engine cannot do that. It needs API 1.32 or later.');
    expect(inDialog.getByRole('button', { name: 'Push' }).hasAttribute('disabled')).toBe(true);
  });
});
