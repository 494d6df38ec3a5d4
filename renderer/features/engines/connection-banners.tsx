import { FlaskConical, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AppError, Connection } from '../../api/contract';
import { useEngine } from '../../api/engine';
import { errorRemark } from '../../i18n/error-text';
import { useFormat } from '../../i18n/use-format';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { endpointName, failureLine } from './engine-text';
import { openPicker } from './picker-state';
import { dismissSandbox, useSandboxNotice } from './sandbox-notice';
import { useEngineSwitch } from './use-engine-switch';

/** What is true of the whole window because of its engine: lost, sandbox, unreadable configuration. */
export function ConnectionBanners() {
  const { t } = useTranslation('engines');
  const { state, active } = useEngine();
  const noticed = useSandboxNotice((notice) => notice.dismissed);
  if (!state) return null;
  return (
    <>
      {state.connection.state === 'lost' && (
        <LostBanner connection={state.connection} name={active ? endpointName(active, t) : ''} />
      )}
      {active?.source === 'sandbox' && !noticed && state.connection.state === 'connected' && (
        <SandboxBanner />
      )}
      {state.problems.map((problem) => (
        <ProblemBanner key={`${problem.code} ${problem.detail}`} problem={problem} />
      ))}
    </>
  );
}

function LostBanner({
  connection,
  name,
}: {
  connection: Extract<Connection, { state: 'lost' }>;
  name: string;
}) {
  const { t } = useTranslation('engines');
  const format = useFormat();
  const { refresh, refreshing } = useEngineSwitch();
  return (
    <Banner
      tone="danger"
      edge
      urgent
      icon={Unplug}
      title={t('lost.title', { name })}
      actions={
        <>
          <Button size="sm" onClick={() => openPicker()}>
            {t('lost.choose')}
          </Button>
          <Button size="sm" busy={refreshing} onClick={refresh}>
            {t('lost.retry')}
          </Button>
        </>
      }
    >
      {t('lost.text', { time: format.dateTime(connection.since) })}
    </Banner>
  );
}

function SandboxBanner() {
  const { t } = useTranslation('engines');
  return (
    <Banner
      tone="info"
      edge
      icon={FlaskConical}
      title={t('sandbox.title')}
      actions={
        <Button size="sm" variant="ghost" onClick={dismissSandbox}>
          {t('sandbox.dismiss')}
        </Button>
      }
    >
      {t('sandbox.text')}
    </Banner>
  );
}

function ProblemBanner({ problem }: { problem: AppError }) {
  const { t } = useTranslation('engines');
  const { t: tErrors } = useTranslation('errors');
  return (
    <Banner tone="warning" edge title={t('problem')}>
      {failureLine(problem, t, tErrors)} {errorRemark(tErrors, problem)}
    </Banner>
  );
}
