import { SquareTerminal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BuildRun } from '../../../api/contract';
import { useOperations } from '../../../api/operations';
import { Button } from '../../../ui/button';

/** A shell in what the step that failed began with, where the builder leaves an image of it; else why there is none. */
export function LookInside({ build }: { build: BuildRun }) {
  const { t } = useTranslation('build');
  const open = useOperations((state) => state.open);
  const image = build.lastGoodImage;
  if (image === undefined) {
    const why = build.builder === 'buildkit' ? 'lookInside.buildkit' : 'lookInside.none';
    return <p className="text-sm text-muted">{t(why)}</p>;
  }
  return (
    <div className="flex items-center gap-3">
      <p className="min-w-0 flex-1 text-muted">{t('lookInside.classic')}</p>
      <Button
        size="sm"
        icon={SquareTerminal}
        onClick={() => open({ kind: 'run', image, command: '/bin/sh' })}
      >
        {t('lookInside.action')}
      </Button>
    </div>
  );
}
