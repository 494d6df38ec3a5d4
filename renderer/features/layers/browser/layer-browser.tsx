import { clsx } from 'clsx';
import { Maximize2, Minimize2, RefreshCw } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageAnalysis, LayerSource, MissingLayer } from '../../../api/contract';
import type { AnalyseJob } from '../../../api/use-analyse-job';
import { useActions } from '../../../ui/actions';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorView } from '../../../ui/error-view';
import { IconButton } from '../../../ui/icon-button';
import { MiddleText } from '../../../ui/middle-text';
import { JobStrip } from '../analysis/job-progress';
import { FileRegion } from '../file/file-region';
import { FilesPane } from '../files/files-pane';
import { LowerPane } from '../findings/lower-pane';
import { growTo } from './browser-state';
import { type BrowserScope, BrowserScopeProvider, storeOf } from './browser-store';
import { DamageBanner } from './damage-banner';
import { Figures } from './figures';
import { PartNotice } from './part-notice';
import { StackPane } from './stack-pane';
import { type Layout, useCoverPage, useLayout } from './use-layout';

export interface LayerBrowserProps {
  source: LayerSource;
  analysis: ImageAnalysis;
  /** Layers on top of these that were not read yet. */
  missing?: readonly MissingLayer[];
  analyse: AnalyseJob;
  /** It stands beside a list and may take its place. */
  expandable?: boolean;
  /** Further buttons of the toolbar. */
  actions?: ReactNode;
}

/** Everything in the layers of one image: stack, files, one file, findings. */
export function LayerBrowser(props: LayerBrowserProps) {
  const { source, analysis, missing = none } = props;
  const scope = useMemo(() => {
    const parts = { source, analysis, missing };
    return { ...parts, store: storeOf(parts) };
  }, [source, analysis, missing]);
  useGrowth(scope);
  return (
    <BrowserScopeProvider value={scope}>
      <Frame {...props} />
    </BrowserScopeProvider>
  );
}

const none: readonly MissingLayer[] = [];

/** When the layers on top have come, the selection follows whoever looked at everything. */
function useGrowth({ store, analysis }: BrowserScope): void {
  const seen = useRef({ store, count: analysis.layers.length });
  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = { store, count: analysis.layers.length };
    if (before.store === store) {
      store.setState((state) => growTo(state, before.count, analysis.layers.length));
    }
  }, [store, analysis]);
}

function Frame({ analysis, missing = none, analyse, expandable = false, actions }: LayerBrowserProps) {
  const { t } = useTranslation('layers');
  const frame = useRef<HTMLDivElement>(null);
  const [expanded, setExpanded] = useState(false);
  const layout = useLayout(frame);
  useCoverPage(frame, expanded);
  const { job } = analyse;
  // Beside a list, its search is the page's.
  const alone = expanded || !expandable;
  useActions(
    expanded
      ? [{ id: 'layers.shrink', title: t('shrink'), shortcut: 'escape', run: () => setExpanded(false) }]
      : [],
  );
  return (
    <div
      ref={frame}
      className={clsx(
        'flex min-h-0 flex-col bg-surface',
        expanded
          ? 'absolute inset-0 z-20 overflow-auto'
          : layout === 'narrow'
            ? 'flex-auto'
            : 'h-full flex-1',
      )}
    >
      <header className="flex shrink-0 items-start gap-3 border-b border-line px-3 py-2">
        {expanded && (
          <h2 className="flex max-w-64 min-w-0 self-center pr-2 text-lg font-semibold">
            <MiddleText text={analysis.image} />
          </h2>
        )}
        {missing.length === 0 ? (
          <Figures analysis={analysis} />
        ) : (
          <PartNotice known={analysis.layers.length} missing={missing.length} />
        )}
        <div className="flex shrink-0 items-center gap-1.5">
          {actions}
          <Button
            size="sm"
            variant={missing.length > 0 ? 'primary' : 'secondary'}
            icon={RefreshCw}
            title={t(missing.length > 0 ? 'part.action' : 'analyse.again')}
            busy={job?.state === 'running'}
            onClick={analyse.start}
          >
            {t('analyse.action')}
          </Button>
          {expandable && (
            <IconButton
              size="sm"
              icon={expanded ? Minimize2 : Maximize2}
              label={t(expanded ? 'shrink' : 'expand')}
              onClick={() => setExpanded(!expanded)}
            />
          )}
        </div>
      </header>
      {job?.state === 'running' && <JobStrip job={job} onCancel={analyse.cancel} />}
      <AnalyseFailure analyse={analyse} />
      <DamageBanner damage={analysis.damage} />
      {analysis.layers.length === 0 ? (
        <EmptyState compact hollow title={t('layer.none')} text={t('layer.noneText')} />
      ) : (
        <Parts
          layout={layout}
          alone={alone}
          whole={missing.length === 0}
          reading={job?.state === 'running'}
        />
      )}
    </div>
  );
}

/** Reading anew has failed; what was read before is still here. */
function AnalyseFailure({ analyse }: { analyse: AnalyseJob }) {
  const { job } = analyse;
  const error = analyse.error ?? (job?.state === 'failed' ? job.error : null);
  return error && <ErrorView error={error} className="mx-3 mt-2 shrink-0" />;
}

const frames: Record<Layout, string> = {
  wide: 'grid min-h-0 flex-1 grid-cols-[264px_minmax(0,1fr)_400px] grid-rows-[minmax(0,1fr)]',
  medium: 'grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_340px] grid-rows-[minmax(0,2fr)_minmax(0,3fr)]',
  narrow: 'flex flex-col',
};

interface PartsProps {
  layout: Layout;
  alone: boolean;
  /** All layers are known. */
  whole: boolean;
  /** The others are on their way. */
  reading: boolean;
}

function Parts({ layout, alone, whole, reading }: PartsProps) {
  const narrow = layout === 'narrow';
  return (
    <div className={frames[layout]}>
      <div
        className={clsx(
          'flex min-h-0 min-w-0 flex-col',
          narrow ? 'max-h-64' : 'border-line',
          layout === 'medium' && 'border-b',
        )}
      >
        <StackPane compact={layout !== 'wide'} reading={reading} />
      </div>
      <div
        className={clsx(
          'flex min-h-0 min-w-0 flex-col',
          narrow && 'h-[440px] border-y border-line',
          layout === 'wide' && 'border-x border-line',
          layout === 'medium' && 'col-start-1 row-start-2',
        )}
      >
        <FilesPane alone={alone} />
      </div>
      <div
        className={clsx(
          'flex min-h-0 min-w-0 flex-col',
          layout === 'medium' && 'col-start-2 row-span-2 row-start-1 border-l border-line',
        )}
      >
        <FileRegion className={narrow ? 'h-[480px] shrink-0 scroll-mb-[-220px]' : 'flex-[3_1_0]'} />
        {whole && (
          <div className={clsx('flex min-h-0 flex-col', narrow ? '' : 'flex-[2_1_0]')}>
            <LowerPane scrolls={!narrow} />
          </div>
        )}
      </div>
    </div>
  );
}
