// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeFailure } from '../support/fake-bridge';
import { connected, lostError } from '../support/sample-engines';
import { images } from '../support/sample-images';
import {
  askedFor,
  disabled,
  findRow,
  findTable,
  listing,
  openPage,
  pressed,
  rowNames,
  setUpPage,
} from './page';
import { manyImages } from './samples';

setUpPage();

const short = (index: number) => String(images[index]?.id.slice(7, 19));

describe('the list of images', () => {
  it('names rows by their first tag or short id, newest first, and counts them', async () => {
    openPage();
    await findTable();
    expect(rowNames().slice(0, 4)).toEqual([
      'acme/storefront:2.14.0',
      'registry.example.com:5000/team/checkout-service:feature-payment-retries',
      short(3),
      short(4),
    ]);
    expect(screen.getByText('19 images')).toBeTruthy();
  });

  it('shows every tag, the platform, the size and the containers of an image', async () => {
    openPage();
    const shop = await findRow('acme/storefront:2.14.0');
    expect(await within(shop).findByText('linux/amd64')).toBeTruthy();
    expect(shop.textContent).toMatch(
      /acme\/storefront2\.14\.0latestregistry\.example\.com\/acme\/storefront:2\.14\.0.*linux\/amd64.*312 MB3/,
    );
  });

  it('marks what is dangling', async () => {
    openPage();
    expect((await findRow(short(3))).textContent).toContain('untaggeddangling');
    expect((await findRow('golang:1.25')).textContent).not.toContain('dangling');
  });

  it('copies a whole id with one click', async () => {
    const { user, bridge } = openPage();
    await user.click(within(await findRow('golang:1.25')).getByRole('button', { name: 'Copy image ID' }));
    expect(bridge.inputs('app.copyText')).toEqual([{ text: images[9]?.id }]);
  });

  it('draws a window of 10,000 rows and asks for the facts of that window only', async () => {
    const { bridge } = openPage({ handlers: listing({ images: manyImages(10_000) }) });
    expect((await findTable()).getAttribute('aria-rowcount')).toBe('10001');
    expect(screen.getByText('10,000 images')).toBeTruthy();
    const screenful = rowNames().length;
    // Those beyond what is in sight come after it.
    await waitFor(() => expect(rowNames().length).toBeGreaterThan(screenful));
    expect(rowNames().length).toBeLessThan(60);
    const asked = () => bridge.inputs('images.facts').flatMap(({ ids }) => ids);
    await waitFor(() => expect(asked().length).toBe(rowNames().length));
    expect(new Set(asked()).size, 'each once').toBe(rowNames().length);
  });

  it('sorts by a column and keeps that', async () => {
    const { user, bridge } = openPage();
    await findTable();
    await user.click(screen.getByRole('button', { name: 'Size' }));
    await waitFor(() => expect(rowNames()[0]).toBe('legacy/committed-by-hand:2019'));
    expect(bridge.inputs('settings.set')).toEqual([{ imageSort: { column: 'size', descending: true } }]);
  });

  it('hides a column and keeps that', async () => {
    const { user, bridge } = openPage();
    await findTable();
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Platform' }));
    await waitFor(() => expect(document.querySelector('[data-column="platform"]')).toBeNull());
    const [kept] = bridge.inputs('settings.set');
    expect(kept?.imageColumns).toContainEqual({ id: 'platform', width: 112, hidden: true });
  });
});

describe('finding images', () => {
  it('filters as a person types, counts, and shows all again', async () => {
    const { user } = openPage();
    await findTable();
    await user.type(screen.getByRole('searchbox', { name: 'Find images' }), 'storefront');
    expect(rowNames()).toEqual(['acme/storefront:2.14.0', 'acme/storefront:2.13.2']);
    expect(screen.getByText('2 of 19 images')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.getByText('19 images')).toBeTruthy();
  });

  it('has chips that write filters into the text', async () => {
    const { user } = openPage();
    await findTable();
    await user.click(screen.getByRole('button', { name: 'Dangling' }));
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('dangling:true');
    expect(rowNames().length).toBe(2);
    expect(pressed('Dangling')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Dangling' }));
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
    expect(pressed('Dangling')).toBe(false);
  });

  it('says why nothing is left, and leads back', async () => {
    const { user } = openPage();
    await findTable();
    await user.type(screen.getByRole('searchbox'), 'since=nobody');
    expect(screen.getByText('“since=nobody”: no image here is called nobody.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show all images' }));
    expect(await findRow('golang:1.25')).toBeTruthy();
  });

  it('jumps to the box by the slash key and into the list by the arrow', async () => {
    const { user } = openPage();
    const first = await findRow('acme/storefront:2.14.0');
    await user.keyboard('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(document.activeElement).toBe(first));
  });
});

describe('when there is nothing to list', () => {
  it('explains images and how to get one', async () => {
    const { user } = openPage({ handlers: listing({ images: [] }) });
    expect(await screen.findByRole('heading', { name: 'No images yet' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Get one from a registry' }));
    expect(askedFor()).toEqual({ kind: 'pull' });
  });

  it('says what went wrong and tries again', async () => {
    const failing = async () => {
      throw new FakeFailure({ code: 'engine-error', params: {}, detail: 'disk on fire', next: [] });
    };
    const { user, bridge } = openPage({ handlers: { 'images.list': failing } });
    expect((await screen.findByRole('alert')).textContent).toContain('The engine reported an error.');
    bridge.answer(listing({}));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await findRow('golang:1.25')).toBeTruthy();
  });

  it('keeps the last list while the engine is lost, and offers nothing on it', async () => {
    const lost = { state: 'lost', since: 1, error: lostError, info: null } as const;
    openPage({ handlers: { 'engines.state': async () => ({ ...connected, connection: lost }) } });
    (await findRow('golang:1.25')).click();
    expect(await screen.findByText(/Last known list/)).toBeTruthy();
    for (const name of ['Pull', 'Load', 'Prune', 'Push', 'Tag', 'Save', 'Remove']) {
      expect([name, disabled(name)]).toEqual([name, true]);
    }
  });

  it('speaks Chinese too', async () => {
    openPage({ locale: 'zh-CN', handlers: listing({ images: [] }) });
    expect(await screen.findByRole('heading', { name: '还没有镜像' })).toBeTruthy();
    expect(disabled('拉取')).toBe(false);
  });
});
