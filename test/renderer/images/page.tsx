import { configure, screen, waitFor } from '@testing-library/react';
import { beforeEach, vi } from 'vitest';
import type { Handlers, ImageList } from '../../../electron/contract';
import { type Operation, useOperations } from '../../../renderer/api/operations';
import { useImageEvents } from '../../../renderer/features/images/data/use-image-list';
import { ImagesPage } from '../../../renderer/features/images/images-page';
import { useListState } from '../../../renderer/features/images/list/list-store';
import type { Locale } from '../../../renderer/format/locale';
import DetailsWithTabs from '../../../renderer/image-details';
import { FakeBridge } from '../support/fake-bridge';
import { renderScreen, setUpDom } from '../support/render';
import { imageList } from '../support/sample-images';

/** Text search and selection live as long as the window, so each test starts with a new one. */
const untouched = useListState.getState();

class StillObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

/** A busy machine draws slowly; what is waited for comes all the same, or the test fails. Milliseconds. */
const patience = 10_000;

/** Call it once a test file. */
export function setUpPage(): void {
  setUpDom();
  configure({ asyncUtilTimeout: patience });
  vi.setConfig({ testTimeout: 3 * patience });
  beforeEach(() => {
    useListState.setState(untouched, true);
    useOperations.setState({ current: null });
    vi.stubGlobal('ResizeObserver', StillObserver);
  });
}

function Page() {
  useImageEvents();
  return <ImagesPage details={DetailsWithTabs} />;
}

interface Options {
  handlers?: Partial<Handlers>;
  locale?: Locale;
  path?: string;
}

/** The page of images of the sample engine. */
export function openPage({ handlers = {}, ...options }: Options = {}) {
  return renderScreen(<Page />, { bridge: new FakeBridge(handlers), ...options });
}

/** The sample list with other parts. */
export function listing(list: Partial<ImageList>): Partial<Handlers> {
  return { 'images.list': async ({ engineId }) => ({ ...imageList, engineId, ...list }) };
}

export async function findTable(): Promise<HTMLElement> {
  return await screen.findByRole('table', { name: 'Images' });
}

/** Names of the rows that are drawn, from the top. */
export function rowNames(): string[] {
  return [...document.querySelectorAll('tbody tr')].map((row) => row.getAttribute('aria-label') ?? '');
}

/** The row of that name, as soon as it is there. */
export async function findRow(name: string): Promise<HTMLElement> {
  return await waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('tbody tr')].find(
      (row) => row.getAttribute('aria-label') === name,
    );
    if (!found) throw new Error(`there is no row ${name}, only ${rowNames().join(', ')}`);
    return found;
  });
}

export function pressed(name: string): boolean {
  return screen.getByRole('button', { name }).getAttribute('aria-pressed') === 'true';
}

export function disabled(name: string): boolean {
  return screen.getByRole<HTMLButtonElement>('button', { name }).disabled;
}

/** The operation whose dialog was asked for. */
export function askedFor(): Operation | null {
  return useOperations.getState().current;
}
