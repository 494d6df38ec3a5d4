import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, TerminalEnd } from '../../api/contract';
import { useEngine } from '../../api/engine';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ErrorView } from '../../ui/error-view';
import { Page } from '../../ui/page';
import { isMac, shortcutText } from '../../ui/shortcut';
import { SplitPane } from '../../ui/split-pane';
import { ChangesPane } from './changes-pane';
import { RunActions } from './run-actions';
import { RunState } from './run-state';
import type { TerminalHandle } from './terminal/terminal-view';
import { useContainer } from './use-container';
import { useScreenReaderMode } from './use-screen-reader-mode';

/** The terminal is a third as large as the rest of the window's code; it is read with the first container. */
const TerminalView = lazy(() => import('./terminal/terminal-view'));

export interface RunPageProps {
  engineId: string;
  containerId: string;
}

/** A container that is worked in by hand: its terminal, what it changed, and what can become of it. */
export function RunPage({ engineId, containerId }: RunPageProps) {
  const { t } = useTranslation('run');
  const { activeId } = useEngine();
  const container = useContainer(engineId, containerId);
  const [changesWidth, setChangesWidth] = useState(320);
  const title = container?.name ?? containerId.slice(0, 12);
  if (activeId !== null && activeId !== engineId) return <Banner tone="info">{t('otherEngine')}</Banner>;
  return (
    <RunFrame engineId={engineId} containerId={containerId} title={title}>
      {(terminal) => (
        <SplitPane
          first={terminal}
          second={<ChangesPane engineId={engineId} containerId={containerId} />}
          size={changesWidth}
          onResize={setChangesWidth}
          min={220}
        />
      )}
    </RunFrame>
  );
}

interface FrameProps extends RunPageProps {
  title: string;
  children: (terminal: React.ReactNode) => React.ReactNode;
}

function RunFrame({ engineId, containerId, title, children }: FrameProps) {
  const { t } = useTranslation('run');
  const container = useContainer(engineId, containerId);
  const [end, setEnd] = useState<TerminalEnd | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [screenReader, setScreenReader] = useScreenReaderMode();
  const terminal = useRef<TerminalHandle>(null);
  const actions = useRef<HTMLDivElement>(null);
  const started = () => {
    setError(null);
    terminal.current?.reopen();
    terminal.current?.focus();
  };
  useReopenOnReturn(end, started);
  return (
    <Page
      title={title}
      mark={<RunState container={container} />}
      actions={
        <div ref={actions} className="flex items-center gap-2">
          <RunActions
            engineId={engineId}
            containerId={containerId}
            container={container}
            onStarted={started}
            onError={setError}
          />
        </div>
      }
    >
      {error && <ErrorView error={error} className="m-3 mb-0" />}
      {end !== null && <Ended end={end} onAgain={started} />}
      {children(
        <section aria-label={t('terminal')} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
          <Suspense fallback={<div className="flex-1" />}>
            <TerminalView
              ref={terminal}
              engineId={engineId}
              containerId={containerId}
              screenReader={screenReader}
              onEnd={setEnd}
              onError={setError}
              onLeave={() => actions.current?.querySelector<HTMLElement>('button:enabled')?.focus()}
            />
          </Suspense>
          <Keys screenReader={screenReader} onScreenReader={setScreenReader} />
        </section>,
      )}
    </Page>
  );
}

/** An engine that is there again knows what became of the container meanwhile. */
function useReopenOnReturn(end: TerminalEnd | null, reopen: () => void): void {
  const { connected } = useEngine();
  const wasConnected = useRef(connected);
  useEffect(() => {
    const returned = connected && !wasConnected.current;
    wasConnected.current = connected;
    if (returned && end?.reason === 'lost') reopen();
  }, [connected, end, reopen]);
}

function Ended({ end, onAgain }: { end: TerminalEnd; onAgain: () => void }) {
  const { t } = useTranslation('run');
  const { t: common } = useTranslation();
  const again = (
    <Button size="sm" onClick={onAgain}>
      {common('retry')}
    </Button>
  );
  if (end.reason === 'lost') return <Banner edge tone="warning" title={t('lost')} actions={again} />;
  if (end.exitCode === null) return <Banner edge tone="info" title={t('stopped')} />;
  return <Banner edge tone="info" title={t('ended', { code: end.exitCode })} />;
}

interface KeysProps {
  screenReader: boolean;
  onScreenReader: (on: boolean) => void;
}

/** How to come out of the terminal, which takes every key. */
function Keys({ screenReader, onScreenReader }: KeysProps) {
  const { t } = useTranslation('run');
  const mod = isMac() ? 'mod' : 'ctrl+shift';
  const keys = t('keys', {
    leave: shortcutText('shift+escape'),
    copy: shortcutText(`${mod}+c`),
    paste: shortcutText(`${mod}+v`),
  });
  return (
    <footer className="flex shrink-0 items-center gap-3 border-t border-line px-3 py-1 text-sm text-faint">
      <p className="min-w-0 flex-1 truncate" title={keys}>
        {keys}
      </p>
      <label className="flex shrink-0 items-center gap-1.5">
        <input
          type="checkbox"
          checked={screenReader}
          onChange={(event) => onScreenReader(event.target.checked)}
        />
        {t('screenReader')}
      </label>
    </footer>
  );
}
