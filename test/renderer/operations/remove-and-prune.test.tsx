// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineState, RemovePreview, Result } from '../../../electron/contract';
import { useOperations } from '../../../renderer/api/operations';
import { setUpDom } from '../support/render';
import { images } from '../support/sample-images';
import { engineId, openOperation, startedJobs } from './support';

setUpDom();
beforeEach(() => useOperations.setState({ current: null }));

const [image] = images;
if (!image) throw new Error('there are no sample images');

const free: RemovePreview = {
  untagged: ['acme/storefront:2.14.0', 'acme/storefront:latest'],
  deleted: [{ id: image.id, references: image.references, sizeBytes: 312_000_000 }],
  blocked: [],
  reclaimBytes: 39_900_000,
};

function blockedBy(state: string, forceHelps: boolean): RemovePreview {
  const reason = state === 'running' ? 'running-container' : 'stopped-container';
  return {
    untagged: [],
    deleted: [],
    blocked: [
      {
        target: image?.id ?? '',
        reference: null,
        reason,
        containers: [{ id: 'c', name: 'web-1', state }],
        forceHelps,
      },
    ],
    reclaimBytes: 0,
  };
}

const openRemove = async (preview: (input: { force: boolean }) => RemovePreview) =>
  await openOperation({ kind: 'remove', targets: [image.id], images: [image] }, 'Remove images', {
    handlers: { 'images.removePreview': async (input) => preview(input) },
  });

describe('the dialog "Remove images"', () => {
  it('shows exactly what is untagged, what is deleted, and how much is freed', async () => {
    const { user, bridge, inDialog } = await openRemove(() => free);
    await inDialog.findByText('2 names are removed');
    expect(inDialog.getByText('acme/storefront:latest')).toBeDefined();
    const deleted = inDialog.getByRole('region', { name: '1 image is deleted' });
    expect(deleted.textContent).toContain('312 MB');
    expect(inDialog.getByText('Frees 39.9 MB')).toBeDefined();
    await user.click(inDialog.getByRole('button', { name: 'Remove' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([{ kind: 'remove', targets: [image.id], force: false }]),
    );
  });

  it('says when nothing is freed and when that cannot be told', async () => {
    const { inDialog } = await openRemove(() => ({ ...free, reclaimBytes: 0 }));
    await inDialog.findByText(/Frees no space/);
    act(() => useOperations.getState().close());
    const second = await openRemove(() => ({ ...free, reclaimBytes: null }));
    await second.inDialog.findByText(/cannot tell/);
  });

  it('can be confirmed before it is known how much is freed, and says so as soon as it is', async () => {
    let answer = (_bytes: number) => undefined as undefined;
    const freed = new Promise<number>((resolve) => {
      answer = (bytes) => void resolve(bytes);
    });
    const { bridge, inDialog } = await openOperation(
      { kind: 'remove', targets: [image.id], images: [image] },
      'Remove images',
      {
        handlers: {
          'images.removePreview': async () => ({ ...free, reclaimBytes: null }),
          'images.freedBytes': () => freed,
        },
      },
    );
    await inDialog.findByText('Working out how much is freed…');
    expect(inDialog.getByRole('button', { name: 'Remove' }).hasAttribute('disabled')).toBe(false);
    act(() => answer(39_900_000));
    await inDialog.findByText('Frees 39.9 MB');
    expect(bridge.inputs('images.freedBytes')).toMatchObject([{ ids: [image.id] }]);
  });

  it('shows the running container in the way, offers no force, and leads to the containers', async () => {
    const { user, inDialog, location } = await openRemove(() => blockedBy('running', false));
    await inDialog.findByText('1 cannot go');
    expect(inDialog.getByText('web-1 · running')).toBeDefined();
    expect(inDialog.getByText(/Force would not help/)).toBeDefined();
    expect(inDialog.queryByRole('switch')).toBeNull();
    expect(inDialog.getByRole('button', { name: 'Remove' }).hasAttribute('disabled')).toBe(true);
    await user.click(inDialog.getByRole('button', { name: 'Show containers' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(location.history?.at(-1)).toContain(`/${encodeURIComponent(image.id)}/containers`);
  });

  it('offers force where it helps, and previews what it would do', async () => {
    const { user, bridge, inDialog } = await openRemove(({ force }) =>
      force ? free : blockedBy('exited', true),
    );
    await user.click(await inDialog.findByRole('switch', { name: 'Remove by force' }));
    await inDialog.findByText('1 image is deleted');
    await user.click(inDialog.getByRole('button', { name: 'Remove' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([{ kind: 'remove', targets: [image.id], force: true }]),
    );
  });

  it('leads to untagging an image that has to stay', async () => {
    const { user, inDialog } = await openRemove(() => blockedBy('running', false));
    await user.click(await inDialog.findByRole('button', { name: 'Untag' }));
    expect(useOperations.getState().current).toEqual({ kind: 'untag', references: image.references });
    await screen.findByRole('dialog', { name: 'Remove tags' });
  });

  it('does not speak of untagging where force helps', async () => {
    const { inDialog } = await openRemove(() => blockedBy('exited', true));
    await inDialog.findByText('1 cannot go');
    expect(inDialog.queryByRole('button', { name: 'Untag' })).toBeNull();
  });

  it('titles the name that stays, and says both what runs and what was built on the image', async () => {
    const preview = blockedBy('running', false);
    const [blocked] = preview.blocked;
    const { inDialog } = await openRemove(() => ({
      ...preview,
      blocked: blocked ? [{ ...blocked, reason: 'has-children', reference: 'acme/storefront:kept' }] : [],
    }));
    await inDialog.findByText('acme/storefront:kept');
    expect(inDialog.getByText(/^Other images are built on it/)).toBeDefined();
    expect(inDialog.getByText(/^A container that is running uses it/)).toBeDefined();
    expect(inDialog.getByText('web-1 · running')).toBeDefined();
    expect(inDialog.getByRole('button', { name: 'Show containers' })).toBeDefined();
  });

  it('follows containers that come and go while it is open', async () => {
    let preview = blockedBy('running', false);
    const { bridge, inDialog } = await openRemove(() => preview);
    await inDialog.findByText('1 cannot go');
    preview = free;
    act(() => bridge.publish('containers.changed', { engineId }));
    await inDialog.findByText('1 image is deleted');
    expect(inDialog.queryByText('1 cannot go')).toBeNull();
  });

  it('closes when another engine is chosen, whose images are not meant', async () => {
    const { bridge, queries } = await openRemove(() => free);
    const state = JSON.parse(await bridge.invoke('engines.state', undefined)) as Result<EngineState>;
    if (!state.ok) throw new Error('no state');
    act(() => queries.setQueryData(['engines.state', null], { ...state.value, activeId: '0f1e2d3c4b5a' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('the dialog "Remove tags"', () => {
  it('says that the last name takes the image with it', async () => {
    const { user, bridge, inDialog } = await openOperation(
      { kind: 'untag', references: ['acme/storefront:2.14.0'] },
      'Remove tags',
    );
    await inDialog.findByText('1 image is deleted');
    await user.click(inDialog.getByRole('button', { name: 'Untag' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([{ kind: 'untag', references: ['acme/storefront:2.14.0'] }]),
    );
  });
});

describe('the dialog "Remove tags" for the last name of an image in use', () => {
  it('takes it by force when asked to', async () => {
    const untagged = { untagged: ['a:1'], deleted: [], blocked: [], reclaimBytes: 0 };
    const { user, bridge, inDialog } = await openOperation(
      { kind: 'untag', references: ['a:1'] },
      'Remove tags',
      {
        handlers: {
          'images.removePreview': async ({ force }) => (force ? untagged : blockedBy('running', true)),
        },
      },
    );
    await user.click(await inDialog.findByRole('switch', { name: 'Untag by force' }));
    await inDialog.findByText('1 name is removed');
    await user.click(inDialog.getByRole('button', { name: 'Untag' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([{ kind: 'untag', references: ['a:1'], force: true }]),
    );
  });
});

describe('the dialog "Prune images"', () => {
  it('lists what goes in each mode and prunes in the chosen one', async () => {
    const { user, bridge, inDialog } = await openOperation({ kind: 'prune' }, 'Prune images');
    const list = await inDialog.findByRole('region', { name: 'Images that go' });
    expect(within(list).getAllByText('without a name').length).toBeGreaterThan(0);
    expect(inDialog.getByText('Frees 829 MB')).toBeDefined();
    await user.click(inDialog.getByRole('radio', { name: 'Unused' }));
    await inDialog.findByText('golang:1.25');
    await user.click(inDialog.getByRole('button', { name: 'Prune' }));
    await waitFor(() => expect(startedJobs(bridge)).toEqual([{ kind: 'prune', mode: 'unused' }]));
  });

  it('says which names go although their image stays', async () => {
    const { inDialog } = await openOperation({ kind: 'prune', mode: 'unused' }, 'Prune images', {
      handlers: {
        'images.prunePreview': async ({ mode }) => ({ mode, images: [], untagged: ['a:2'], reclaimBytes: 0 }),
      },
    });
    await inDialog.findByText('a:2');
    expect(inDialog.getByRole('button', { name: 'Prune' }).hasAttribute('disabled')).toBe(false);
  });

  it('has nothing to do when nothing is dangling', async () => {
    const { inDialog } = await openOperation({ kind: 'prune' }, 'Prune images', {
      handlers: {
        'images.prunePreview': async ({ mode }) => ({ mode, images: [], untagged: [], reclaimBytes: 0 }),
      },
    });
    await inDialog.findByText('Nothing to prune');
    expect(inDialog.getByRole('button', { name: 'Prune' }).hasAttribute('disabled')).toBe(true);
  });

  it('lists what BuildKit keeps and the most that it frees, and prunes it after it was seen', async () => {
    const { user, bridge, inDialog } = await openOperation(
      { kind: 'prune', mode: 'build-cache' },
      'Prune build cache',
    );
    const list = await inDialog.findByRole('region', { name: 'Parts of the cache that go' });
    expect(within(list).getByText('[2/3] RUN npm ci')).toBeDefined();
    expect(inDialog.getByText('Frees up to 1.15 GB')).toBeDefined();
    await user.click(inDialog.getByRole('button', { name: 'Prune' }));
    await waitFor(() => expect(startedJobs(bridge)).toEqual([{ kind: 'prune', mode: 'build-cache' }]));
  });

  it('cannot prune a cache that is empty', async () => {
    const { inDialog } = await openOperation({ kind: 'prune', mode: 'build-cache' }, 'Prune build cache', {
      handlers: { 'images.buildCache': async () => [] },
    });
    await inDialog.findByText('The build cache is empty, or running builds use all of it.');
    expect(inDialog.getByRole('button', { name: 'Prune' }).hasAttribute('disabled')).toBe(true);
  });
});
