// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeFailure } from '../support/fake-bridge';
import { ids } from '../support/sample-engines';
import { privateKey } from './storefront';
import { findLine, imageId, layer, openBrowser, setUpLayers } from './support';

setUpLayers();

async function openFile(path: string, from: Awaited<ReturnType<typeof openBrowser>>) {
  const names = path.split('/');
  const file = names.pop() ?? '';
  for (const name of names) await from.user.click(await findLine(name));
  await from.user.click(await findLine(file));
  return await screen.findByRole('region', { name: 'File' });
}

describe('a file', () => {
  it('shows its text, its versions through the layers, and what changed', async () => {
    const browser = await openBrowser();
    const region = await openFile('app/server.js', browser);
    expect(await within(region).findByRole('textbox', { name: 'Content' })).toBeTruthy();
    expect(region.textContent).toContain('const port = 8080;');
    const versions = within(region).getAllByRole('radio', { name: /^Layer/ });
    expect(versions.map((version) => version.getAttribute('aria-label'))).toEqual([
      'Layer 3, content changed, 33 B',
      'Layer 2, added, 33 B',
    ]);
    expect(versions[1]?.getAttribute('aria-description')).toBe('overwritten by layer 3');
    await browser.user.click(within(region).getByRole('radio', { name: 'Difference to the version below' }));
    const difference = await within(region).findByRole('textbox', {
      name: 'Difference to the version below',
    });
    expect(difference.textContent).toContain('3000');
    expect(difference.textContent).toContain('8080');
    await browser.user.click(within(region).getByRole('radio', { name: /^Layer 2/ }));
    await waitFor(() => expect(region.textContent).toContain('const port = 3000;'));
    expect(region.textContent).not.toContain('const port = 8080;');
    // The first version has nothing below it to compare with.
    expect(within(region).queryByRole('radio', { name: 'Difference to the version below' })).toBeNull();
  });

  it('shows the version of the selected layers until one is chosen', async () => {
    const browser = await openBrowser();
    const region = await openFile('app/server.js', browser);
    await waitFor(() => expect(region.textContent).toContain('8080'));
    await browser.user.click(await layer(2));
    await waitFor(() => expect(region.textContent).toContain('const port = 3000;'));
  });

  it('shows bytes of what is no text, and where a link leads', async () => {
    const browser = await openBrowser();
    const region = await openFile('bin/sh', browser);
    const bytes = await within(region).findByRole('document', { name: 'Bytes of the file' });
    await waitFor(() => expect(bytes.textContent).toContain('7f 45 4c 46 00 07'));
    expect(browser.bridge.inputs('layers.piece')[0]).toMatchObject({ offset: 0, length: 65_536 });
    await openFile('etc/localtime', browser);
    expect(await within(region).findByText('/usr/share/zoneinfo/UTC')).toBeTruthy();
  });

  it('is saved under a name that cannot lead anywhere else', async () => {
    const browser = await openBrowser();
    await openFile('app/evil\\u{202e}gnp.exe', browser);
    await browser.user.click(screen.getByRole('button', { name: 'Save file' }));
    await waitFor(() => expect(browser.bridge.inputs('jobs.start')).toHaveLength(1));
    expect(browser.bridge.inputs('app.chooseSaveFile')).toEqual([{ suggestedName: 'evil_u{202e}gnp.exe' }]);
    expect(browser.bridge.inputs('jobs.start')[0]).toMatchObject({
      kind: 'extract',
      engineId: ids.desktop,
      source: { kind: 'image', engineId: ids.desktop, id: imageId },
      layer: 1,
      form: 'file',
      overwrite: false,
    });
  });

  it('is a tar when it is a folder', async () => {
    const browser = await openBrowser();
    await browser.user.click(await findLine('etc'));
    await browser.user.click(await screen.findByRole('button', { name: 'Save folder as tar' }));
    await waitFor(() => expect(browser.bridge.inputs('jobs.start')).toHaveLength(1));
    expect(browser.bridge.inputs('jobs.start')[0]).toMatchObject({ path: 'etc', layer: 2, form: 'tar' });
    expect(browser.bridge.inputs('app.chooseSaveFile')).toEqual([{ suggestedName: 'etc.tar' }]);
  });

  it('tells how far a layer is that it waits for, and tries again after a failure', async () => {
    let end: (value: 'fail' | 'text') => void = () => undefined;
    const waited = () =>
      new Promise<'fail' | 'text'>((resolve) => {
        end = resolve;
      });
    const browser = await openBrowser(() => ({
      'layers.preview': async () => {
        if ((await waited()) === 'fail')
          throw new FakeFailure({ code: 'engine-lost', params: {}, detail: '', next: [] });
        return { kind: 'text', text: 'here it is', encoding: 'gb18030', cut: true, totalBytes: 9_000_000 };
      },
    }));
    const { treeId } = browser.image.analysis;
    const region = await openFile('etc/motd', browser);
    expect(await within(region).findByText('Reading the layer from the engine…')).toBeTruthy();
    browser.bridge.publish('layers.reading', { treeId, layer: 2, receivedBytes: 12_000_000, done: false });
    expect(await within(region).findByText('Reading the layer from the engine… 12 MB')).toBeTruthy();
    end('fail');
    const again = await within(region).findByRole('button', { name: 'Try again' });
    await browser.user.click(again);
    await waitFor(() => expect(browser.bridge.inputs('layers.preview')).toHaveLength(2));
    end('text');
    await waitFor(() => expect(region.textContent).toContain('here it is'));
    expect(region.textContent).toContain('This is the beginning of the file, which is 9 MB long.');
    expect(region.textContent).toContain('GB18030');
  });
});

describe('findings', () => {
  it('lead from a leaked key to its layer, its text and its file on disk', async () => {
    const { user, bridge } = await openBrowser();
    const findings = await screen.findByRole('region', { name: 'Findings' });
    expect(await within(findings).findByText(/^Anyone who has this image can get these out/)).toBeTruthy();
    await user.click(await within(findings).findByRole('button', { name: /app\/id_rsa.*Private key/ }));
    const region = await screen.findByRole('region', { name: 'File' });
    await waitFor(() => expect(region.textContent).toContain('BEGIN OPENSSH PRIVATE KEY'));
    expect(privateKey).toContain('BEGIN OPENSSH PRIVATE KEY');
    expect((await layer(2)).getAttribute('aria-selected')).toBe('true');
    expect((await layer(3)).getAttribute('aria-selected')).toBe('false');
    await waitFor(async () => expect((await findLine('id_rsa')).getAttribute('aria-selected')).toBe('true'));
    await user.click(within(findings).getByRole('button', { name: 'Save id_rsa' }));
    await waitFor(() => expect(bridge.inputs('jobs.start')).toHaveLength(1));
    expect(bridge.inputs('jobs.start')[0]).toMatchObject({ path: 'app/id_rsa', layer: 1, form: 'file' });
  });

  it('name setuid programs, hidden caches and overwritten files', async () => {
    await openBrowser();
    const findings = await screen.findByRole('region', { name: 'Findings' });
    await waitFor(() => expect(findings.textContent).toContain('bin/su'));
    expect(findings.textContent).toContain('Layer 1, hidden by layer 3');
    expect(findings.textContent).toContain('Layer 2, overwritten by layer 3');
  });

  it('say so when there is nothing to find', async () => {
    await openBrowser(undefined, {
      layers: [{ createdBy: 'COPY hello /', entries: [{ name: 'hello', content: 'hello' }] }],
    });
    expect(await screen.findByText('Nothing found')).toBeTruthy();
  });
});

describe('contents', () => {
  it('tell the system, or that there is none', async () => {
    const { user } = await openBrowser();
    await user.click(await screen.findByRole('radio', { name: 'Contents' }));
    const contents = await screen.findByRole('region', { name: 'Contents' });
    expect(await within(contents).findByText('Alpine Linux v3.20, brought by layer 1')).toBeTruthy();
  });

  it('find a package by its name', async () => {
    const { user } = await openBrowser(() => ({
      'layers.contents': async () => ({
        os: null,
        hasSystem: true,
        packages: Array.from({ length: 900 }, (_, index) => ({
          manager: 'dpkg' as const,
          name: `package-${index}`,
          version: '1.0',
          architecture: 'amd64',
          layer: index % 3,
        })),
        unread: [],
        programs: [],
      }),
    }));
    await user.click(await screen.findByRole('radio', { name: 'Contents' }));
    await user.type(await screen.findByRole('searchbox', { name: 'Filter packages' }), '899');
    expect(await screen.findByText('1 of 900 packages')).toBeTruthy();
  });

  it('tell what a minimal image needs', async () => {
    const { user } = await openBrowser(() => ({
      'layers.contents': async () => ({
        os: null,
        hasSystem: false,
        packages: [],
        unread: [],
        programs: [
          {
            node: 1,
            path: 'server',
            layer: 0,
            size: 9,
            machine: 'x86-64',
            interpreter: '/lib64/ld-linux-x86-64.so.2',
            needed: ['libc.so.6'],
            missing: ['libc.so.6'],
          },
        ],
      }),
    }));
    await user.click(await screen.findByRole('radio', { name: 'Contents' }));
    expect(await screen.findByText('No system: built from scratch')).toBeTruthy();
    expect(screen.getByText('Missing: libc.so.6')).toBeTruthy();
  });
});
