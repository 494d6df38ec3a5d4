// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useListState } from '../../../renderer/features/images/list/list-store';
import { ids } from '../support/sample-engines';
import { images } from '../support/sample-images';
import { askedFor, disabled, findRow, findTable, openPage, rowNames, setUpPage } from './page';

setUpPage();

const idOf = (index: number) => String(images[index]?.id);
const details = () => screen.queryByRole('region', { name: 'Image details' });

describe('choosing images', () => {
  it('offers operations on one, with its details beside the list', async () => {
    const { user, location } = openPage();
    fireEvent.click(await findRow('golang:1.25'));
    await waitFor(() => expect(details()?.textContent).toContain('golang:1.25'));
    expect(location.history?.at(-1)).toBe(`/images/${ids.desktop}/${encodeURIComponent(idOf(9))}/overview`);
    await user.click(screen.getByRole('button', { name: 'Tag' }));
    expect(askedFor()).toEqual({ kind: 'tag', imageId: idOf(9), source: 'golang:1.25' });
  });

  it('adds up several and offers what can be done with all of them', async () => {
    const { user } = openPage();
    fireEvent.click(await findRow('golang:1.25'));
    fireEvent.click(await findRow('ubuntu:24.04'), { ctrlKey: true });
    expect(screen.getByText('2 selected').nextElementSibling?.textContent).toBe('973 MB');
    expect(disabled('Tag')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(askedFor()).toEqual({ kind: 'save', images: ['golang:1.25', 'ubuntu:24.04'] });
    await user.click(screen.getByRole('button', { name: 'Push' }));
    expect(askedFor()).toEqual({ kind: 'push', references: ['golang:1.25', 'ubuntu:24.04'] });
  });

  it('saves what has no tag by its id', async () => {
    const { user } = openPage();
    fireEvent.click(await findRow(idOf(3).slice(7, 19)));
    expect(disabled('Push')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(askedFor()).toEqual({ kind: 'save', images: [idOf(3)] });
  });

  it('takes all with Ctrl-A and removes with Delete', async () => {
    const { user } = openPage();
    fireEvent.click(await findRow('golang:1.25'));
    await user.keyboard('{Control>}a{/Control}');
    expect(screen.getByText('19 selected')).toBeTruthy();
    await user.keyboard('{Delete}');
    expect(askedFor()).toMatchObject({ kind: 'remove', targets: { length: 19 } });
  });

  it('never acts on a row that a filter hides', async () => {
    const { user } = openPage();
    fireEvent.click(await findRow('golang:1.25'));
    fireEvent.click(await findRow('ubuntu:24.04'), { ctrlKey: true });
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'golang' } });
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(askedFor()).toMatchObject({ kind: 'remove', targets: [idOf(9)] });
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: '' } });
    expect(screen.getByText('1 selected')).toBeTruthy();
  });

  it('goes on with the arrow keys, and closes the details with Escape until they are opened again', async () => {
    const { user } = openPage();
    fireEvent.click(await findRow('golang:1.25'));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(details()?.textContent).toContain('python:3.13-slim'));
    await user.keyboard('{Escape}{Escape}');
    await waitFor(() => expect(details()).toBeNull());
    fireEvent.click(await findRow('golang:1.25'));
    expect(details()).toBeNull();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(details()?.textContent).toContain('golang:1.25'));
  });

  it('has a menu with what fits one image', async () => {
    const { user } = openPage();
    fireEvent.contextMenu(await findRow('redis:7.4'));
    await user.click(await screen.findByRole('menuitem', { name: 'Untag redis:7' }));
    expect(askedFor()).toEqual({ kind: 'untag', references: ['redis:7'] });
  });

  it('is done by an address too', async () => {
    openPage({ path: `/images/${ids.desktop}/${encodeURIComponent(idOf(9))}/history` });
    expect((await findRow('golang:1.25')).getAttribute('aria-selected')).toBe('true');
    expect((await screen.findByRole('tab', { name: 'History' })).getAttribute('aria-selected')).toBe('true');
  });

  it('goes on in details that were reached by an address after others were closed', async () => {
    useListState.setState({ detailsClosed: true });
    openPage({ path: `/images/${ids.desktop}/${encodeURIComponent(idOf(9))}/overview` });
    fireEvent.click(await findRow('ubuntu:24.04'));
    await waitFor(() => expect(details()?.textContent).toContain('ubuntu:24.04'));
  });

  it('on an address of another engine leads there', async () => {
    const { user, bridge } = openPage({
      path: `/images/${ids.staging}/${encodeURIComponent(idOf(9))}/overview`,
    });
    expect(await screen.findByRole('heading', { name: 'This image is on another engine' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /^Switch to/ }));
    expect(bridge.inputs('engines.use')).toEqual([{ id: ids.staging }]);
  });
});

describe('what others do to the engine', () => {
  const nothing = { complete: false, upserted: [], removed: [], stale: false, listedAt: 1 };
  const patch = { engineId: ids.desktop, ...nothing };

  it('is shown without asking for the list again', async () => {
    const { bridge } = openPage();
    await findTable();
    const [shop] = images;
    if (!shop) throw new Error('there are no sample images');
    bridge.publish('images.changed', {
      ...patch,
      revision: 2,
      upserted: [{ ...shop, references: ['acme/storefront:3.0.0'] }],
      removed: [idOf(9)],
    });
    expect(await findRow('acme/storefront:3.0.0')).toBeTruthy();
    expect(rowNames()).not.toContain('golang:1.25');
    expect(bridge.inputs('images.list').length).toBe(1);
  });

  it('on another engine is not shown here', async () => {
    const { bridge } = openPage();
    await findTable();
    bridge.publish('images.changed', { ...patch, engineId: ids.staging, revision: 99, complete: true });
    expect(screen.getByText('19 images')).toBeTruthy();
  });

  it('is asked for again when a change was missed', async () => {
    const { bridge } = openPage();
    await findTable();
    bridge.publish('images.changed', { ...patch, revision: 5 });
    await waitFor(() => expect(bridge.inputs('images.list').length).toBe(2));
  });

  it('to the image on screen is said', async () => {
    const { bridge } = openPage();
    fireEvent.click(await findRow('golang:1.25'));
    await screen.findByRole('tab', { name: 'Overview' });
    bridge.publish('images.changed', { ...patch, revision: 2, removed: [idOf(9)] });
    expect(await screen.findByRole('heading', { name: 'This image is gone' })).toBeTruthy();
  });
});
