import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, SearchResult } from '../../api/contract';
import { useCapability, useEngine } from '../../api/engine';
import { useOperations } from '../../api/operations';
import { useRequest } from '../../api/requests';
import { lackText } from '../../i18n/error-text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorView } from '../../ui/error-view';
import { Skeleton } from '../../ui/skeleton';
import { TextField } from '../../ui/text-field';
import { hostOf, registryOf } from './registry-name';
import { SearchResultRow } from './search-result';

/** Searches Docker Hub, or a registry named in the term, and leads from a result to its pull. */
export function ImageSearch({ firstTerm = '' }: { firstTerm?: string }) {
  const { t } = useTranslation('registries');
  const [text, setText] = useState(firstTerm);
  const [term, setTerm] = useState(firstTerm.trim());
  const { activeId } = useEngine();
  const obstacle = useObstacle(text);
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <search>
        <form
          className="flex items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            setTerm(text.trim());
          }}
        >
          <div className="min-w-0 flex-1">
            <TextField
              label={t('search.field')}
              hideLabel
              value={text}
              onChange={setText}
              placeholder={t('search.placeholder')}
              autoComplete="off"
              mono
            />
          </div>
          <Button
            type="submit"
            variant="primary"
            icon={Search}
            disabled={text.trim() === '' || obstacle !== null}
            className="h-8"
          >
            {t('search.confirm')}
          </Button>
        </form>
      </search>
      {obstacle !== null && <Banner tone="info">{obstacle}</Banner>}
      {obstacle === null && activeId !== null && <Results engineId={activeId} term={term} />}
    </div>
  );
}

/** Why this term cannot be searched now, in words; a registry of one's own is asked without the engine's help. */
function useObstacle(text: string): string | null {
  const { t } = useTranslation('registries');
  const { t: tErrors } = useTranslation('errors');
  const { connected } = useEngine();
  const capability = useCapability('search');
  if (!connected) return t('search.noEngine');
  if (capability.available || hostOf(text.trim()) !== null) return null;
  return t('search.unavailable', { reason: lackText(tErrors, capability) });
}

function Results({ engineId, term }: { engineId: string; term: string }) {
  const { t } = useTranslation('registries');
  const { data, error, isFetching, refetch } = useRequest(
    'registries.search',
    { engineId, term },
    { enabled: term !== '' },
  );
  const registry = registryOf(term, t);
  if (term === '') return <EmptyState title={t('search.start')} text={t('search.startBody')} compact />;
  if (isFetching) return <Busy label={t('search.busy', { registry })} />;
  if (error) return <SearchError error={error.appError} retry={() => void refetch()} />;
  if (!data) return null;
  if (data.length === 0) {
    const text = t('search.nothing', { registry, term });
    return <EmptyState title={t('search.nothingTitle')} text={text} icon={Search} compact />;
  }
  return <ResultList results={data} />;
}

function ResultList({ results }: { results: readonly SearchResult[] }) {
  const { t } = useTranslation('registries');
  return (
    <section aria-label={t('search.results')} className="flex min-h-0 flex-col gap-1.5">
      <p role="status" className="text-sm text-muted">
        {t('search.count', { count: results.length })}
      </p>
      <ul className="rounded-lg border border-line bg-raised">
        {results.map((result) => (
          <SearchResultRow key={result.reference} result={result} />
        ))}
      </ul>
    </section>
  );
}

/** Rows of the size of results, so that nothing jumps when they come. */
function Busy({ label }: { label: string }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p role="status" className="text-sm text-muted">
        {label}
      </p>
      <div className="flex flex-col gap-4 rounded-lg border border-line bg-raised px-3 py-3">
        {['w-40', 'w-56', 'w-32', 'w-48'].map((width) => (
          <div key={width} className="flex flex-col gap-1.5">
            <Skeleton className={`h-3 ${width}`} />
            <Skeleton className="h-3 w-3/4" />
          </div>
        ))}
      </div>
    </div>
  );
}

function SearchError({ error, retry }: { error: AppError; retry: () => void }) {
  const open = useOperations((state) => state.open);
  return (
    <ErrorView
      error={error}
      offers={['sign-in', 'retry']}
      onNext={(next) => {
        if (next.step === 'sign-in') open({ kind: 'sign-in', server: next.server });
        else retry();
      }}
    />
  );
}
