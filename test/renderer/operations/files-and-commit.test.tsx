// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ContainerChanges, DroppedFile } from '../../../electron/contract';
import { useOperations } from '../../../renderer/api/operations';
import { setUpDom } from '../support/render';
import { containers, digest } from '../support/sample-images';
import { openOperation, startedJobs } from './support';

setUpDom();
beforeEach(() => useOperations.setState({ current: null }));

const fileBox = () => screen.getByRole('textbox', { name: 'File' }) as HTMLInputElement;

describe('the dialog "Save images"', () => {
  const openSave = async (options: Parameters<typeof openOperation>[2] = {}, images = ['nginx:alpine']) =>
    await openOperation({ kind: 'save', images }, 'Save images', options);

  it('suggests a file and saves to the written one', async () => {
    const { user, bridge, inDialog } = await openSave();
    await waitFor(() => expect(fileBox().value).toBe('/home/ada/Downloads/storefront-2.14.0.tar'));
    await user.clear(fileBox());
    await user.type(fileBox(), '/tmp/nginx.tar');
    await user.click(inDialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([
        { kind: 'save', images: ['nginx:alpine'], file: '/tmp/nginx.tar', overwrite: false },
      ]),
    );
  });

  it('asks before it replaces a file', async () => {
    const { user, bridge, inDialog } = await openSave({ handlers: { 'app.fileExists': async () => true } });
    await waitFor(() => expect(fileBox().value).not.toBe(''));
    await user.click(inDialog.getByRole('button', { name: 'Save' }));
    await inDialog.findByText('A file of this name exists');
    expect(startedJobs(bridge)).toEqual([]);
    await user.click(inDialog.getByRole('checkbox', { name: 'Replace the file' }));
    await user.click(inDialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(startedJobs(bridge)).toMatchObject([{ overwrite: true }]));
  });

  it('does not ask twice what the system’s own dialog has asked', async () => {
    const { user, bridge, inDialog } = await openSave({ handlers: { 'app.fileExists': async () => true } });
    await waitFor(() => expect(fileBox().value).not.toBe(''));
    await user.click(inDialog.getByRole('button', { name: 'Choose…' }));
    await inDialog.findByText('The file that stands there will be replaced.');
    await user.click(inDialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toMatchObject([
        { file: '/home/ada/storefront-2.14.0.tar', overwrite: true },
      ]),
    );
  });

  it('wants a full path', async () => {
    const { user, bridge, inDialog } = await openSave();
    await waitFor(() => expect(fileBox().value).not.toBe(''));
    await user.clear(fileBox());
    await user.type(fileBox(), 'nginx.tar');
    await user.click(inDialog.getByRole('button', { name: 'Save' }));
    expect((await inDialog.findByRole('alert')).textContent).toContain('full path');
    expect(startedJobs(bridge)).toEqual([]);
  });

  it('warns that an id has no name in the archive', async () => {
    const { inDialog } = await openSave({}, [digest('x')]);
    await inDialog.findByText('What is saved by its id has no name in the archive.');
  });
});

const fileOf = (kind: DroppedFile['kind']) => ({
  handlers: {
    'app.identifyFile': async ({ path }: { path: string }) => ({
      path,
      name: 'file.tar',
      sizeBytes: 52_000_000,
      kind,
      references: kind === 'image-archive' ? ['nginx:1.27-alpine'] : [],
    }),
  },
});

describe('the dialog "Load images"', () => {
  it('says what is in the archive and loads it', async () => {
    const { user, bridge, inDialog } = await openOperation(
      { kind: 'load', file: '/tmp/all.tar' },
      'Load images',
      fileOf('image-archive'),
    );
    await inDialog.findByText('Image archive, 52 MB');
    expect(inDialog.getByText('nginx:1.27-alpine')).toBeDefined();
    await user.click(inDialog.getByRole('button', { name: 'Load' }));
    await waitFor(() => expect(startedJobs(bridge)).toEqual([{ kind: 'load', file: '/tmp/all.tar' }]));
  });

  it('takes the file of the system’s own dialog', async () => {
    const { user, inDialog } = await openOperation({ kind: 'load' }, 'Load images');
    await user.click(inDialog.getByRole('button', { name: 'Choose…' }));
    await waitFor(() => expect(fileBox().value).toBe('/home/ada/Downloads/images.tar'));
  });

  it('leads a root file system to its import', async () => {
    const { user, inDialog } = await openOperation(
      { kind: 'load', file: '/tmp/rootfs.tar' },
      'Load images',
      fileOf('root-file-system'),
    );
    await user.click(await inDialog.findByRole('button', { name: 'Import it instead' }));
    await screen.findByRole('dialog', { name: 'Import root file system' });
    expect(fileBox().value).toBe('/tmp/rootfs.tar');
  });
});

describe('the dialog "Load images" for what is no image archive', () => {
  it.each([
    ['unknown', /It does not look like an image archive/],
    ['dockerfile', 'Only tar archives of images can be loaded.'],
    ['root-file-system', /It looks like a root file system/],
  ] as const)('warns before it starts, and lets it be tried: %s', async (kind, warning) => {
    const { user, bridge, inDialog } = await openOperation(
      { kind: 'load', file: '/tmp/thing' },
      'Load images',
      fileOf(kind),
    );
    await inDialog.findByText(warning);
    expect(startedJobs(bridge)).toEqual([]);
    await user.click(inDialog.getByRole('button', { name: 'Load' }));
    await waitFor(() => expect(startedJobs(bridge)).toEqual([{ kind: 'load', file: '/tmp/thing' }]));
  });
});

describe('the dialog "Import root file system"', () => {
  it('imports with a name, a message and changes', async () => {
    const { user, bridge, inDialog } = await openOperation(
      { kind: 'import', file: '/tmp/rootfs.tar' },
      'Import root file system',
      fileOf('root-file-system'),
    );
    await inDialog.findByText('Root file system, 52 MB');
    await user.type(inDialog.getByRole('textbox', { name: 'Repository and tag' }), 'team/base:1');
    await user.type(inDialog.getByRole('textbox', { name: 'Message' }), 'from debootstrap');
    await user.type(inDialog.getByRole('textbox', { name: 'Dockerfile changes' }), 'ENV A=1');
    await user.click(inDialog.getByRole('button', { name: 'Import' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([
        {
          kind: 'import',
          file: '/tmp/rootfs.tar',
          reference: 'team/base:1',
          message: 'from debootstrap',
          changes: ['ENV A=1'],
        },
      ]),
    );
  });

  it('leads an image archive to its load', async () => {
    const { user, inDialog } = await openOperation(
      { kind: 'import', file: '/tmp/all.tar' },
      'Import root file system',
      fileOf('image-archive'),
    );
    await user.click(await inDialog.findByRole('button', { name: 'Load it instead' }));
    await screen.findByRole('dialog', { name: 'Load images' });
  });
});

describe('the dialog "Commit container"', () => {
  const [container] = containers;
  if (!container) throw new Error('there are no sample containers');
  const openCommit = async (options: Parameters<typeof openOperation>[2] = {}, containerId = container.id) =>
    await openOperation({ kind: 'commit', containerId }, 'Commit container', options);

  it('shows the changed files and what is not committed, and says that history will not tell', async () => {
    const { inDialog } = await openCommit();
    await inDialog.findByText('/app/hotfix.patch');
    for (const text of ['1 added', '1 changed', '1 deleted']) expect(inDialog.getByText(text)).toBeDefined();
    expect(inDialog.getByText(/on a volume or a mount: \/app\/uploads/)).toBeDefined();
    expect(inDialog.getByText('History will not show how this image was made')).toBeDefined();
  });

  it('commits with everything that was written', async () => {
    const { user, bridge, inDialog } = await openCommit();
    await user.type(await inDialog.findByRole('textbox', { name: 'Repository and tag' }), 'team/app:fixed');
    await user.type(inDialog.getByRole('textbox', { name: 'Author' }), 'Ada');
    await user.type(inDialog.getByRole('textbox', { name: 'Message' }), 'hotfix');
    await user.click(inDialog.getByRole('checkbox', { name: 'Pause the container meanwhile' }));
    await user.click(inDialog.getByRole('button', { name: 'Commit' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([
        {
          kind: 'commit',
          containerId: container.id,
          reference: 'team/app:fixed',
          author: 'Ada',
          message: 'hotfix',
          pause: false,
          changes: [],
        },
      ]),
    );
  });

  it('need not wait for a slow comparison', async () => {
    const endless = new Promise<ContainerChanges>(() => undefined);
    const { inDialog } = await openCommit({ handlers: { 'containers.changes': async () => await endless } });
    await inDialog.findByText(/you need not wait/);
    expect(inDialog.getByRole('button', { name: 'Commit' }).hasAttribute('disabled')).toBe(false);
  });

  it('refuses instructions that a commit does not take', async () => {
    const { user, inDialog } = await openCommit();
    await user.type(await inDialog.findByRole('textbox', { name: 'Dockerfile changes' }), 'RUN make');
    expect((await inDialog.findByRole('alert')).textContent).toContain(
      'Line 1 is none of these instructions',
    );
    expect(inDialog.getByRole('button', { name: 'Commit' }).hasAttribute('disabled')).toBe(true);
  });

  it('lets a container be chosen among several, and takes the only one by itself', async () => {
    const several = await openCommit({}, '');
    await several.inDialog.findByText('Choose a container to see what would be committed.');
    expect(several.inDialog.getByRole('button', { name: 'Commit' }).hasAttribute('disabled')).toBe(true);
    several.unmount();
    const one = await openCommit({ handlers: { 'containers.list': async () => [container] } }, '');
    await one.inDialog.findByText('/app/hotfix.patch');
  });

  it('says that there is no container', async () => {
    const { inDialog } = await openCommit({ handlers: { 'containers.list': async () => [] } }, '');
    await inDialog.findByText('No containers');
  });
});
