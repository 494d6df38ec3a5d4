import { clsx } from 'clsx';
import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EngineEndpoint } from '../../api/contract';
import { Badge } from '../../ui/badge';
import { endpointLine, endpointName, failureLine } from './engine-text';
import { type DotState, StateDot } from './state-dot';

const dots: Record<EngineEndpoint['probe']['state'], DotState> = {
  unknown: 'idle',
  checking: 'busy',
  answers: 'good',
  failed: 'bad',
};

/** One endpoint in the picker: name, what answers there or why nothing does, address. */
export function EndpointLine({ endpoint, chosen }: { endpoint: EngineEndpoint; chosen: boolean }) {
  const { t } = useTranslation('engines');
  return (
    <span className={clsx('flex items-start gap-2.5 rounded-md px-2.5 py-2', chosen && 'bg-selected')}>
      <span className="flex h-5 items-center">
        <StateDot state={dots[endpoint.probe.state]} />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate font-medium">{endpointName(endpoint, t)}</span>
          <Marks endpoint={endpoint} />
        </span>
        <span className="text-sm text-muted">{endpointLine(endpoint, t)}</span>
        <Failure endpoint={endpoint} />
        <span className="truncate font-mono text-xs text-faint">{endpoint.host}</span>
      </span>
    </span>
  );
}

function Marks({ endpoint: { source, cliChoice, tls } }: { endpoint: EngineEndpoint }) {
  const { t } = useTranslation('engines');
  return (
    <>
      {source === 'sandbox' && <Badge tone="info">{t('sandbox.badge')}</Badge>}
      {cliChoice && <Badge>{t('cliChoice')}</Badge>}
      {tls && (
        <Badge icon={ShieldCheck} tone="success">
          {t('tls')}
        </Badge>
      )}
    </>
  );
}

function Failure({ endpoint: { probe } }: { endpoint: EngineEndpoint }) {
  const { t } = useTranslation('engines');
  const { t: tErrors } = useTranslation('errors');
  if (probe.state !== 'failed') return null;
  return <span className="text-sm text-danger">{failureLine(probe.error, t, tErrors)}</span>;
}
