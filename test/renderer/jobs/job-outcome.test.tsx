// @vitest-environment happy-dom
import { waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { JobSnapshot } from '../../../electron/contract';
import { useOperations } from '../../../renderer/api/operations';
import { useActions } from '../../../renderer/ui/actions';
import { ids } from '../support/sample-engines';
import { digest, images } from '../support/sample-images';
import { job, result } from './samples';
import { done, failed, item, setUpJobs, showJobs } from './support';

setUpJobs();

describe('the result of a job', () => {
  it('of a pull has a digest to copy and leads to the image', async () => {
    const image = digest('pulled');
    const outcome = result({ digest: digest('manifest'), imageIds: [image], upToDate: true });
    const spec = { kind: 'pull', engineId: ids.desktop, reference: 'nginx' } as const;
    const { user, bridge, location } = showJobs([job('a', { ...done, spec, result: outcome })]);
    const pull = await item('Pull nginx:latest');
    expect(pull.textContent).toContain('Already up to date');
    await user.click(within(pull).getByRole('button', { name: 'Copy Digest' }));
    expect(bridge.inputs('app.copyText')).toEqual([{ text: digest('manifest') }]);
    await user.click(within(pull).getByRole('button', { name: 'Show image' }));
    expect(location.history?.at(-1)).toBe(`/images/${ids.desktop}/${encodeURIComponent(image)}/overview`);
  });

  it('of a pull finds the image by its name where the engine told no id', async () => {
    const spec = { kind: 'pull', engineId: ids.desktop, reference: 'nginx:alpine' } as const;
    const outcome = result({ references: ['nginx:alpine'] });
    const { user, location } = showJobs([job('a', { ...done, spec, result: outcome })]);
    await user.click(within(await item('Pull nginx:latest')).getByRole('button', { name: 'Show image' }));
    const image = images.find(({ references }) => references.includes('nginx:alpine'));
    await waitFor(() => expect(location.history?.at(-1)).toContain(encodeURIComponent(image?.id ?? 'none')));
  });

  it('of a save shows its file in its folder', async () => {
    const spec: JobSnapshot['spec'] = {
      kind: 'save',
      engineId: ids.desktop,
      images: ['nginx'],
      file: '/tmp/nginx.tar',
      overwrite: false,
    };
    const outcome = result({ file: '/tmp/nginx.tar', bytes: 48_200_000 });
    const { user, bridge } = showJobs([job('a', { ...done, spec, subject: 'nginx', result: outcome })]);
    const save = await item('Save nginx');
    expect(save.textContent).toContain('48.2 MB written');
    await user.click(within(save).getByRole('button', { name: 'Show in folder' }));
    expect(bridge.inputs('app.revealFile')).toEqual([{ path: '/tmp/nginx.tar' }]);
  });

  it('of a removal of many tells what became of each', async () => {
    const spec: JobSnapshot['spec'] = {
      kind: 'remove',
      engineId: ids.desktop,
      targets: ['a', 'b'],
      force: false,
    };
    const inUse = {
      code: 'image-in-use',
      params: { reference: 'b:1', containers: 'web' },
      detail: '',
      next: [],
    } as const;
    const outcome = result({
      reclaimedBytes: 829_000_000,
      items: [
        { target: digest('a'), outcome: 'untagged', detail: 'a:1', error: null },
        { target: digest('a'), outcome: 'deleted', detail: digest('a'), error: null },
        { target: 'b:1', outcome: 'failed', detail: '', error: { ...inUse, next: [] } },
      ],
    });
    showJobs([job('a', { ...done, spec, subjectCount: 2, result: outcome })]);
    const remove = await item('Remove 2 images');
    expect(remove.textContent).toContain('Freed 829 MB');
    const report = within(remove).getByRole('table', { name: 'Report of Remove 2 images' });
    const rows = within(report).getAllByRole('row').slice(1);
    expect(rows.map((found) => found.textContent)).toEqual([
      `Untaggeda:1${digest('a').slice(7, 19)}`,
      `Deleted${digest('a').slice(7, 19)}`,
      'Refusedb:1b:1 is still used by web.',
    ]);
  });
});

/** Something that another part of the window lets a person do. */
function Offer({ id, run }: { id: string; run: () => void }) {
  useActions([{ id, title: id, run }]);
  return null;
}

describe('a failed job', () => {
  const error = (code: 'unauthorised' | 'image-in-use' | 'no-space', next: JobSnapshot['error']) => ({
    ...failed,
    error: next && { ...next, code },
  });
  const bare = {
    code: 'internal',
    params: { server: 'registry.example.com' },
    detail: 'denied',
    next: [],
  } as const;

  it('leads to the sign-in at its registry, and is tried again after it', async () => {
    const next = [{ step: 'sign-in', server: 'registry.example.com' } as const];
    const { user } = showJobs([job('a', error('unauthorised', { ...bare, next }))]);
    const pull = await item('Pull nginx:latest');
    expect(pull.textContent).toContain('registry.example.com does not accept this account, or needs one.');
    await user.click(within(pull).getByRole('button', { name: 'Sign in' }));
    expect(useOperations.getState().current).toEqual({
      kind: 'sign-in',
      server: 'registry.example.com',
      retryJob: 'a',
    });
  });

  it('leads to the containers in the way, or is forced', async () => {
    const image = digest('used');
    const next = [{ step: 'show-containers', imageId: image } as const, { step: 'force' } as const];
    const spec: JobSnapshot['spec'] = { kind: 'remove', engineId: ids.desktop, targets: ['a'], force: false };
    const { user, bridge, location } = showJobs(
      [job('a', { ...error('image-in-use', { ...bare, next }), spec, subject: 'a:1' })],
      { handlers: { 'jobs.retry': async () => job('b', { spec }) } },
    );
    const remove = await item('Remove a:1');
    await user.click(within(remove).getByRole('button', { name: 'Show containers' }));
    expect(location.history?.at(-1)).toBe(`/images/${ids.desktop}/${encodeURIComponent(image)}/containers`);
    await user.click(within(remove).getByRole('button', { name: 'Force' }));
    expect(bridge.inputs('jobs.retry')).toEqual([{ id: 'a', force: true }]);
  });

  it('that lost its engine leads to the others', async () => {
    const chosen: string[] = [];
    const { user } = showJobs(
      [job('a', error('unauthorised', { ...bare, next: [{ step: 'choose-engine' }] }))],
      {},
      <Offer id="engines.choose" run={() => chosen.push('engines')} />,
    );
    await user.click(within(await item('Pull nginx:latest')).getByRole('button', { name: 'Choose engine' }));
    expect(chosen).toEqual(['engines']);
  });

  it('that had no space leads to pruning', async () => {
    const { user } = showJobs([job('a', error('no-space', { ...bare, next: [{ step: 'prune' }] }))]);
    await user.click(within(await item('Pull nginx:latest')).getByRole('button', { name: 'Free space' }));
    expect(useOperations.getState().current).toEqual({ kind: 'prune' });
  });

  it('that had no space for a build of BuildKit leads to its cache, which holds what the build took', async () => {
    const next = [{ step: 'prune' as const }];
    const build = { builder: 'buildkit' as const, steps: [], warnings: [] };
    const { user } = showJobs([job('a', { ...error('no-space', { ...bare, next }), build })]);
    await user.click(within(await item('Pull nginx:latest')).getByRole('button', { name: 'Free space' }));
    expect(useOperations.getState().current).toEqual({ kind: 'prune', mode: 'build-cache' });
  });
});
