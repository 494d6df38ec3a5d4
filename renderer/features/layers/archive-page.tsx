import { FileInput } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from 'wouter';
import type { ArchiveImage, LayerSource } from '../../api/contract';
import { useEngine } from '../../api/engine';
import { useOperations } from '../../api/operations';
import { sourceKey } from '../../api/use-analyse-job';
import { type Analysis, knownLayers, useAnalysis } from '../../api/use-analysis';
import { Button } from '../../ui/button';
import { MiddleText } from '../../ui/middle-text';
import { AnalysePanel } from './analysis/analyse-panel';
import { LayerBrowser } from './browser/layer-browser';
import { ChooseImage } from './choose-image';

/** The layers of an archive on this computer; no engine is needed for it. */
export function ArchivePage() {
  const [, params] = useRoute<{ path: string }>('/archive/:path');
  const path = decodeURIComponent(params?.path ?? '');
  return <Archive key={path} path={path} />;
}

type Choice = Pick<ArchiveImage, 'image' | 'platform'>;

function Archive({ path }: { path: string }) {
  const { t } = useTranslation('layers');
  const [choice, setChoice] = useState<Choice | null>(null);
  const source = useMemo<LayerSource>(() => ({ kind: 'archive', path, ...(choice ?? {}) }), [path, choice]);
  const view = useAnalysis(source);
  useStartAtOnce(view.analysis, view.analyse.start);
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex min-h-12 shrink-0 items-center gap-3 border-b border-line px-5 py-2">
        <h1 className="flex min-w-0 text-lg font-semibold">
          <MiddleText text={nameOf(path)} />
        </h1>
        {choice && (
          <span className="flex min-w-0 items-baseline gap-2 text-muted">
            <MiddleText text={choice.image} />
            <span className="shrink-0 text-sm">{choice.platform}</span>
          </span>
        )}
        <span className="flex-1" />
        {choice && (
          <Button size="sm" onClick={() => setChoice(null)}>
            {t('archive.other')}
          </Button>
        )}
        <LoadButton path={path} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col overflow-auto">
        <Body source={source} view={view} onChoose={setChoice} />
      </div>
    </div>
  );
}

interface BodyProps {
  source: LayerSource;
  view: ReturnType<typeof useAnalysis>;
  onChoose: (choice: Choice) => void;
}

function Body({ source, view, onChoose }: BodyProps) {
  const { analysis } = view;
  const known = knownLayers(view);
  if (known)
    return <LayerBrowser key={sourceKey(source)} source={source} {...known} analyse={view.analyse} />;
  if (analysis.state === 'choose') return <ChooseImage images={analysis.images} onChoose={onChoose} />;
  return (
    <div className="mx-auto w-full max-w-3xl">
      <AnalysePanel source={source} view={view} />
    </div>
  );
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}

/** Whoever opens an archive wants to look into it; reading a file costs no engine anything. */
function useStartAtOnce({ state }: Analysis, start: () => void): void {
  const started = useRef(false);
  useEffect(() => {
    if (state !== 'unknown' || started.current) return;
    started.current = true;
    start();
  }, [state, start]);
}

function LoadButton({ path }: { path: string }) {
  const { t } = useTranslation('layers');
  const { connected } = useEngine();
  const open = useOperations((state) => state.open);
  if (!connected) return null;
  return (
    <Button size="sm" icon={FileInput} onClick={() => open({ kind: 'load', file: path })}>
      {t('archive.load')}
    </Button>
  );
}
