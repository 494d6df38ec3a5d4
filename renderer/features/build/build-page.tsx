import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BuildRecord } from '../../api/contract';
import { useEngine } from '../../api/engine';
import { useActions } from '../../ui/actions';
import { Banner } from '../../ui/banner';
import { BuildFields } from './build-fields';
import { BuildPanes } from './build-panes';
import { repeatBuild, startBuild, useBuildFeed, useBuildStore } from './build-store';

/** The screen that turns a folder with a Dockerfile into an image. */
export function BuildPage() {
  const { t } = useTranslation('build');
  const { activeId, connected } = useEngine();
  useBuildFeed();
  const start = () => {
    if (activeId !== null && connected) void startBuild(activeId);
  };
  const repeat =
    activeId !== null && connected ? (record: BuildRecord) => void repeatBuild(record, activeId) : null;
  const last = useBuildStore((state) => state.builds[0]);
  useActions([
    {
      id: 'build.repeat-last',
      title: t('history.repeatLast'),
      icon: RotateCcw,
      shortcut: 'mod+shift+b',
      disabled: last === undefined || repeat === null ? t('history.empty') : undefined,
      run: () => {
        if (last !== undefined) repeat?.(last);
      },
    },
  ]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="shrink-0 border-b border-line px-5 py-3">
        <h1 className="text-lg font-semibold">{t('title')}</h1>
        <p className="text-muted">{t('intro')}</p>
      </header>
      {!connected && <Banner tone="warning" edge title={t('unavailable')} />}
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(260px,340px)_minmax(0,1fr)]">
        <BuildFields onStart={start} canStart={connected && activeId !== null} />
        <BuildPanes onRepeat={repeat} />
      </div>
    </div>
  );
}
