// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SearchResult } from '../../../electron/contract';
import { useOperations } from '../../../renderer/api/operations';
import { FakeFailure } from '../support/fake-bridge';
import { setUpDom } from '../support/render';
import { connected, engineInfo } from '../support/sample-engines';
import { openOperation, startedJobs } from './support';

setUpDom();
beforeEach(() => useOperations.setState({ current: null }));

const openPull = async (options: Parameters<typeof openOperation>[2] = {}) => {
  const opened = await openOperation({ kind: 'pull' }, 'Pull image', options);
  return { ...opened, reference: opened.inDialog.getByRole('textbox', { name: 'Image reference' }) };
};

describe('the dialog "Pull image"', () => {
  it('starts the pull with the whole name and closes', async () => {
    const { user, bridge, reference, inDialog } = await openPull();
    await user.type(reference, 'redis:7');
    await user.click(inDialog.getByRole('button', { name: 'Pull' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(startedJobs(bridge)).toEqual([{ kind: 'pull', reference: 'redis:7' }]);
  });

  it('fills in the tag that the engine would take, and says where it comes from', async () => {
    const { user, bridge, reference, inDialog } = await openPull();
    await user.type(reference, 'redis');
    await inDialog.findByText('Pulls redis:latest from Docker Hub.');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(startedJobs(bridge)).toEqual([{ kind: 'pull', reference: 'redis:latest' }]));
  });

  it('says which rule a bad reference breaks and starts nothing', async () => {
    const { user, bridge, reference, inDialog } = await openPull();
    await user.type(reference, 'not a name');
    expect((await inDialog.findByRole('alert')).textContent).toContain('parted by single dots');
    await user.click(inDialog.getByRole('button', { name: 'Pull' }));
    expect(reference.getAttribute('aria-invalid')).toBe('true');
    expect(startedJobs(bridge)).toEqual([]);
  });

  it('asks for a name when there is none', async () => {
    const { user, inDialog } = await openPull();
    await user.click(inDialog.getByRole('button', { name: 'Pull' }));
    expect((await inDialog.findByRole('alert')).textContent).toContain('Write a reference');
  });

  it('pulls all tags without the written one', async () => {
    const { user, bridge, reference, inDialog } = await openPull();
    await user.type(reference, 'redis:7');
    await user.click(inDialog.getByRole('checkbox', { name: 'All tags of the repository' }));
    await inDialog.findByText('Pulls every tag of redis from Docker Hub.');
    await user.click(inDialog.getByRole('button', { name: 'Pull' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([{ kind: 'pull', reference: 'redis', allTags: true }]),
    );
  });

  it('pulls for another platform', async () => {
    const { user, bridge, reference, inDialog } = await openPull();
    await user.type(reference, 'redis:7');
    await user.click(inDialog.getByRole('combobox', { name: 'Platform' }));
    await user.click(await screen.findByRole('option', { name: 'linux/arm64' }));
    await user.click(inDialog.getByRole('button', { name: 'Pull' }));
    await waitFor(() =>
      expect(startedJobs(bridge)).toEqual([{ kind: 'pull', reference: 'redis:7', platform: 'linux/arm64' }]),
    );
  });

  it('stays open with the reason when the job is refused', async () => {
    const { user, reference, inDialog } = await openPull({
      handlers: {
        'jobs.start': async () => {
          throw new FakeFailure({ code: 'engine-lost', params: {}, detail: '', next: [] });
        },
      },
    });
    await user.type(reference, 'redis:7');
    await user.click(inDialog.getByRole('button', { name: 'Pull' }));
    expect((await inDialog.findByRole('alert')).textContent).toContain(
      'The connection to the engine was lost.',
    );
  });

  it('stays open with the reason when the name cannot be checked', async () => {
    const { user, bridge, reference, inDialog } = await openPull();
    await user.type(reference, 'redis:7');
    bridge.answer({
      'images.checkReference': async () => {
        throw new FakeFailure({ code: 'timeout', params: {}, detail: '', next: [] });
      },
    });
    await user.click(inDialog.getByRole('button', { name: 'Pull' }));
    expect((await inDialog.findByRole('alert')).textContent).toContain('No answer came in time.');
    expect(startedJobs(bridge)).toEqual([]);
  });

  it('cannot start anything while no engine is connected', async () => {
    const { inDialog } = await openPull({
      handlers: {
        'engines.state': async () => ({
          ...connected,
          connection: {
            state: 'lost',
            since: 1,
            info: engineInfo,
            error: { code: 'engine-lost', params: {}, detail: '', next: [] },
          },
        }),
      },
    });
    await inDialog.findByText('No engine is connected, so nothing can be started now.');
    expect(inDialog.getByRole('button', { name: 'Pull' }).hasAttribute('disabled')).toBe(true);
  });

  it('is in Chinese where the person is', async () => {
    const { inDialog } = await openOperation({ kind: 'pull' }, '拉取镜像', { locale: 'zh-CN' });
    expect(inDialog.getByRole('textbox', { name: '镜像引用' })).toBeDefined();
    expect(inDialog.getByRole('button', { name: '拉取' })).toBeDefined();
  });
});

describe('completion', () => {
  const options = (dialog: HTMLElement) => within(dialog).queryAllByRole('option');
  const found: SearchResult[] = [
    {
      name: 'nginx',
      description: 'Official build of Nginx.',
      stars: 20_900,
      official: true,
      reference: 'nginx',
    },
  ];

  it('offers names on the engine at once and those of the registry when the typing rests', async () => {
    const { user, dialog, reference, bridge } = await openPull({
      handlers: { 'registries.search': async () => found },
    });
    await user.type(reference, 'nginx');
    await waitFor(() => expect(options(dialog).map(({ id }) => id)).not.toEqual([]));
    await within(dialog).findByText('Official build of Nginx.');
    const names = options(dialog).map((option) => option.textContent ?? '');
    expect(names[0]).toContain('nginx:1.27-alpine');
    expect(names.at(-1)).toContain('Official');
    expect(bridge.inputs('registries.search').map(({ term }) => term)).toEqual(['nginx']);
  });

  it('is moved through by the arrow keys, taken over by Enter, and only then pulled', async () => {
    const { user, dialog, reference, bridge } = await openPull();
    await user.type(reference, 'nginx:a');
    await waitFor(() => expect(options(dialog)[0]?.textContent).toBe('nginx:alpine'));
    await user.keyboard('{ArrowDown}');
    const active = reference.getAttribute('aria-activedescendant');
    expect(options(dialog).find((option) => option.getAttribute('aria-selected') === 'true')?.id).toBe(
      active,
    );
    await user.keyboard('{Enter}');
    expect((reference as HTMLInputElement).value).toBe('nginx:alpine');
    expect(startedJobs(bridge)).toEqual([]);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(startedJobs(bridge)).toEqual([{ kind: 'pull', reference: 'nginx:alpine' }]));
  });

  it('offers the tags of a repository once a colon is written', async () => {
    const { user, dialog, reference, bridge } = await openPull();
    await user.type(reference, 'registry.example.com/app:1.27');
    await within(dialog).findByText('Tags of registry.example.com/app');
    const names = options(dialog).map((option) => option.textContent);
    expect(names).toEqual(['registry.example.com/app:1.27', 'registry.example.com/app:1.27-alpine']);
    expect(bridge.inputs('registries.tags')).toEqual([{ repository: 'registry.example.com/app' }]);
  });

  it('says that a registry cannot be asked and lets the name be pulled all the same', async () => {
    const { user, dialog, reference, inDialog } = await openPull({
      handlers: {
        'registries.search': async () => {
          throw new FakeFailure({
            code: 'network-down',
            params: { server: 'docker.io' },
            detail: '',
            next: [],
          });
        },
      },
    });
    await user.type(reference, 'unheard');
    await within(dialog).findByText(/Docker Hub cannot be searched: docker.io cannot be reached/);
    expect(inDialog.getByRole('button', { name: 'Pull' }).hasAttribute('disabled')).toBe(false);
  });
});
