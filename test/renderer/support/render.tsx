import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, vi } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import type { Handlers } from '../../../electron/contract';
import { createQueryClient } from '../../../renderer/api/query-client';
import type { Locale } from '../../../renderer/format/locale';
import { startI18n } from '../../../renderer/i18n/i18n';
import { ActionsProvider } from '../../../renderer/ui/actions';
import { TooltipProvider } from '../../../renderer/ui/tooltip';
import { CopyProvider } from '../../../renderer/ui/use-copy';
import { FakeBridge } from './fake-bridge';

/** Size of everything in a document that is never laid out. */
const height = 600;
const width = 1000;

/** Gives the DOM of the tests what a browser has and it lacks. Call it once a test file. */
export function setUpDom(): void {
  // A busy machine takes its time; what is waited for still ends the wait at once.
  configure({ asyncUtilTimeout: 4_000 });
  beforeEach(() => {
    Element.prototype.hasPointerCapture ??= () => false;
    Element.prototype.setPointerCapture ??= () => undefined;
    Element.prototype.releasePointerCapture ??= () => undefined;
    Element.prototype.scrollIntoView = () => undefined;
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(height);
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(width);
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(height);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
  });
  afterEach(() => {
    cleanup();
    localStorage.clear();
    sessionStorage.clear();
    vi.restoreAllMocks();
  });
}

export interface RenderOptions {
  bridge?: FakeBridge;
  handlers?: Partial<Handlers>;
  locale?: Locale;
  /** Address inside the app. */
  path?: string;
}

/** Renders with everything a screen stands in: texts, requests to a fake main, addresses, actions. */
export function renderScreen(screen: ReactNode, options: RenderOptions = {}) {
  const { handlers, locale = 'en', path = '/images' } = options;
  const bridge = options.bridge ?? new FakeBridge(handlers);
  Object.defineProperty(window, 'layeryard', { value: bridge, configurable: true });
  const location = memoryLocation({ path, record: true });
  const queries = createQueryClient();
  const result = render(
    <I18nextProvider i18n={startI18n(locale)}>
      <QueryClientProvider client={queries}>
        <Router hook={location.hook}>
          <ActionsProvider>
            <CopyProvider copy={async (text) => void (await bridge.invoke('app.copyText', { text }))}>
              <TooltipProvider>{screen}</TooltipProvider>
            </CopyProvider>
          </ActionsProvider>
        </Router>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { ...result, bridge, queries, location, user: userEvent.setup({ pointerEventsCheck: 0 }) };
}
