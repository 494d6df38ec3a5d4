import { ScanSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LayerSource } from '../../../api/contract';
import type { AnalysisView } from '../../../api/use-analysis';
import { Button } from '../../../ui/button';
import { ErrorView } from '../../../ui/error-view';
import { Spinner } from '../../../ui/spinner';
import { JobProgress } from './job-progress';

/** What stands where the browser will be: the offer to read the layers, how far that is, or why it failed. */
export function AnalysePanel({ source, view }: { source: LayerSource; view: AnalysisView }) {
  const { t } = useTranslation('layers');
  const { analysis, analyse, retry } = view;
  switch (analysis.state) {
    case 'opening':
      return (
        <div aria-busy="true" className="p-4">
          <Spinner label={t('analyse.opening')} />
        </div>
      );
    case 'running':
      return analyse.job ? (
        <div className="p-4">
          <JobProgress job={analyse.job} onCancel={analyse.cancel} />
        </div>
      ) : null;
    case 'failed':
      return (
        <div className="p-4">
          <ErrorView
            error={analysis.error}
            actions={
              <Button size="sm" onClick={retry}>
                {t('analyse.retry')}
              </Button>
            }
          />
        </div>
      );
    case 'unknown':
    case 'cancelled':
      return <Offer source={source} cancelled={analysis.state === 'cancelled'} onStart={analyse.start} />;
    case 'choose':
    case 'ready':
      return null;
  }
}

interface OfferProps {
  source: LayerSource;
  cancelled: boolean;
  onStart: () => void;
}

function Offer({ source, cancelled, onStart }: OfferProps) {
  const { t } = useTranslation('layers');
  return (
    <section
      aria-labelledby="analyse-title"
      className="m-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-line bg-raised p-4"
    >
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent">
        <ScanSearch aria-hidden size={20} />
      </span>
      <div className="min-w-56 flex-1">
        <h3 id="analyse-title" className="font-semibold">
          {t('analyse.title')}
        </h3>
        <p className="text-sm text-muted">{t(`analyse.${source.kind}`)}</p>
        {cancelled && (
          <p role="status" className="mt-1 text-sm text-warning">
            {t('analyse.cancelled')}
          </p>
        )}
      </div>
      <Button variant="primary" onClick={onStart}>
        {t('analyse.action')}
      </Button>
    </section>
  );
}
