import { SquareTerminal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../../api/engine';
import { useOperations } from '../../../api/operations';
import { useActions } from '../../../ui/actions';
import { Button } from '../../../ui/button';

/** Leads to a container of the image that is worked in by hand; also from the command palette. */
export function RunButton({ image }: { image: string }) {
  const { t } = useTranslation('run');
  const { connected } = useEngine();
  const open = useOperations((state) => state.open);
  const run = () => open({ kind: 'run', image });
  useActions([
    {
      id: 'run',
      title: t('runImage', { image }),
      icon: SquareTerminal,
      disabled: connected ? undefined : t('offline'),
      run,
    },
  ]);
  return (
    <Button
      icon={SquareTerminal}
      disabled={!connected}
      title={connected ? t('runHint') : t('offline')}
      onClick={run}
    >
      {t('run')}
    </Button>
  );
}
