import { useTranslation } from 'react-i18next';
import type { ContainerSummary } from '../../api/contract';
import { Badge } from '../../ui/badge';

export interface RunStateProps {
  /** Undefined until it is known, null when it is gone. */
  container: ContainerSummary | null | undefined;
}

/** Whether the container runs, and of which image it is. */
export function RunState({ container }: RunStateProps) {
  const { t } = useTranslation('run');
  if (container === undefined) return null;
  if (container === null) return <Badge tone="danger">{t('gone')}</Badge>;
  const runs = container.state === 'running';
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span title={container.status} className="flex">
        <Badge tone={runs ? 'success' : 'neutral'}>{t(runs ? 'running' : 'notRunning')}</Badge>
      </span>
      <span className="selectable min-w-0 truncate text-sm text-muted" title={container.image}>
        {container.image}
      </span>
    </span>
  );
}
