import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { appErrorOf } from './api/api-error';
import { useEngine } from './api/engine';
import { routes } from './api/routes';
import { ImagesPage } from './features/images/images-page';
import { readAhead } from './read-ahead';
import { Button } from './ui/button';
import { ErrorBoundary } from './ui/error-boundary';
import { ErrorView } from './ui/error-view';

/** Much of the app's code is about one image; it is read while the list is looked at. */
const ImageDetails = readAhead(async () => (await import('./image-details')).default);
const FirstRun = readAhead(async () => (await import('./features/engines/first-run')).FirstRun);
const BuildPage = readAhead(async () => (await import('./features/build/build-page')).BuildPage);
const ArchivePage = readAhead(async () => (await import('./features/layers/archive-page')).ArchivePage);
const RunPage = readAhead(async () => (await import('./features/run/run-page')).RunPage);
const JobsPage = readAhead(async () => (await import('./features/jobs/jobs-page')).JobsPage);
const RegistriesPage = readAhead(
  async () => (await import('./features/registries/registries-page')).RegistriesPage,
);

/** The page of each address. Images come with the window; the others are read when first visited. */
export function Pages() {
  return (
    <Faulty>
      <Switch>
        <Route path="/images/:engineId?/:id?/:tab?">
          <OnEngine>
            <ImagesPage details={ImageDetails} />
          </OnEngine>
        </Route>
        <Route path="/archive/:path">
          <ArchivePage />
        </Route>
        <Route path="/run/:engineId/:containerId">
          {({ engineId, containerId }) => (
            <OnEngine>
              <RunPage key={containerId} engineId={engineId} containerId={containerId} />
            </OnEngine>
          )}
        </Route>
        <Route path={routes.build}>
          <OnEngine>
            <BuildPage />
          </OnEngine>
        </Route>
        <Route path={routes.registries}>
          <RegistriesPage />
        </Route>
        <Route path={routes.jobs}>
          <JobsPage />
        </Route>
        <Route>
          <Redirect to={routes.images} replace />
        </Route>
      </Switch>
    </Faulty>
  );
}

/** Pages that are about an engine: without one, what to do about that. */
function OnEngine({ children }: { children: ReactNode }) {
  const { state } = useEngine();
  return state?.connection.state === 'none' ? <FirstRun /> : children;
}

/** A page that throws shows that; the sidebar and the other pages go on. */
function Faulty({ children }: { children: ReactNode }) {
  const { t } = useTranslation('errors');
  const [location] = useLocation();
  const page = location.split('/')[1];
  return (
    <ErrorBoundary
      key={page}
      fallback={(error, retry) => (
        <ErrorView
          size="page"
          error={appErrorOf(error)}
          actions={<Button onClick={retry}>{t('reload')}</Button>}
        />
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
