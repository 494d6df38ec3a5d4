import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, vi } from 'vitest';
import type { Handlers } from '../../../electron/contract';
import { LayersTab } from '../../../renderer/features/layers/layers-tab';
import type { Locale } from '../../../renderer/format/locale';
import { renderScreen, setUpDom } from '../support/render';
import { ids } from '../support/sample-engines';
import { images } from '../support/sample-images';
import { type SampleImage, sampleImage } from './fake-layers';
import { storefront } from './storefront';

class StillObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

/** Call it once a test file. */
export function setUpLayers(): void {
  setUpDom();
  beforeEach(() => {
    vi.stubGlobal('ResizeObserver', StillObserver);
  });
}

export const imageId = images[0]?.id ?? '';
let opened = 0;

/** The tab of an analysed image; each has a tree of its own, so nothing of another test is left in it. */
export async function openBrowser(
  handlers: (image: SampleImage) => Partial<Handlers> = () => ({}),
  options: { locale?: Locale; layers?: typeof storefront } = {},
) {
  opened += 1;
  const image = await sampleImage(options.layers ?? storefront, `tree-${opened}`);
  const result = renderScreen(<LayersTab engineId={ids.desktop} imageId={imageId} />, {
    handlers: { ...image.handlers, ...handlers(image) },
    ...(options.locale ? { locale: options.locale } : {}),
  });
  return { ...result, image };
}

export const files = () => screen.getByRole('tree', { name: 'Files' });

/** Names of the lines of the tree, from the top. */
export function lineNames(): string[] {
  return lines().map((line) => line.getAttribute('aria-label') ?? '');
}

function lines(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[role="treeitem"]')].sort(
    (a, b) => Number(a.dataset.index) - Number(b.dataset.index),
  );
}

export async function findLine(name: string): Promise<HTMLElement> {
  return await waitFor(() => {
    const found = lines().find((line) => line.getAttribute('aria-label') === name);
    if (!found) throw new Error(`there is no line ${name}, only ${lineNames().join(', ')}`);
    return found;
  });
}

export async function layer(number: number): Promise<HTMLElement> {
  const stack = await screen.findByRole('listbox', { name: 'Layer stack' });
  return within(stack).getByRole('option', { name: new RegExp(`^Layer ${number}:`) });
}
