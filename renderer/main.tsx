// First of all: the requests are answered while the other modules are read.
import './api/ask-first';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { readFirstAnswers } from './api/first-answers';
import { createQueryClient } from './api/query-client';
import { routes } from './api/routes';
import { App } from './app';
import { applyTheme, rememberedLook, setOnPage } from './features/settings/look';
import { startI18n } from './i18n/i18n';

const queries = createQueryClient();
const firstAnswers = readFirstAnswers(queries);

/** Before anything is painted: the theme and the language of the last time, so that nothing flashes. */
const look = rememberedLook();
applyTheme(look.theme);
setOnPage('lang', look.locale);

// A redirect to the first page would draw the frame twice.
if (location.hash === '') history.replaceState(null, '', `#${routes.images}`);

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');

const i18n = startI18n(look.locale);
/** Windows of archives have their own address from the beginning; the app itself does not wait for another file. */
const ArchiveApp = lazy(() => import('./archive-app'));
const isArchive = location.hash.startsWith(`#${routes.archive('')}`);
await firstAnswers;
createRoot(place).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <Suspense fallback={null}>{isArchive ? <ArchiveApp /> : <App />}</Suspense>
      </QueryClientProvider>
    </I18nextProvider>
  </StrictMode>,
);
