import { ExternalLink, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppInfo } from '../../api/app-info';
import type { EngineEndpoint } from '../../api/contract';
import { useEngine } from '../../api/engine';
import { useCommand } from '../../api/requests';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { HighlightedCommand } from '../../ui/highlighted-command';
import { SegmentedControl } from '../../ui/segmented-control';
import { Strata } from '../../ui/strata';
import { endpointName, failureLine } from './engine-text';
import {
  type GuidedPlatform,
  guidedPlatforms,
  guides,
  type InstallStep,
  installSteps,
} from './install-steps';
import { StateDot } from './state-dot';
import { useEngineSwitch } from './use-engine-switch';

/** What a person sees who has no engine: what is missing, how to get it, where the app looked. */
export function FirstRun() {
  const { t } = useTranslation('engines');
  const { refresh, refreshing } = useEngineSwitch();
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-[920px] flex-col gap-6 px-8 py-8">
        <header className="flex items-center gap-6">
          <Strata size={104} hollow />
          <div className="flex min-w-0 flex-1 flex-col gap-1">
            <h1 className="text-2xl font-semibold">{t('firstRun.title')}</h1>
            <p className="max-w-[560px] text-muted">{t('firstRun.text')}</p>
            <div className="mt-2">
              <Button variant="primary" icon={RefreshCw} busy={refreshing} onClick={refresh}>
                {t('firstRun.retry')}
              </Button>
            </div>
          </div>
        </header>
        <div className="grid grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)] items-start gap-6">
          <Guide />
          <Tried />
        </div>
      </div>
    </div>
  );
}

function Guide() {
  const { t } = useTranslation('engines');
  const info = useAppInfo();
  const [chosen, setChosen] = useState<GuidedPlatform | null>(null);
  const help = useCommand('app.openHelp');
  const own = info && info.platform !== 'other' ? info.platform : 'linux';
  const platform = chosen ?? own;
  return (
    <section aria-labelledby="get-engine" className="flex min-w-0 flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <h2 id="get-engine" className="text-lg font-semibold">
          {t('firstRun.get')}
        </h2>
        <SegmentedControl
          label={t('firstRun.platform')}
          value={platform}
          onChange={setChosen}
          options={guidedPlatforms.map((value) => ({ value, label: t(`firstRun.${value}`) }))}
        />
      </div>
      <ol className="flex flex-col gap-3">
        {installSteps(platform, t).map((step) => (
          <Step key={step.commands} step={step} />
        ))}
      </ol>
      <div>
        <Button icon={ExternalLink} onClick={() => help.mutate({ page: guides[platform] })}>
          {t('firstRun.guide')}
        </Button>
      </div>
    </section>
  );
}

function Step({ step: { title, note, commands } }: { step: InstallStep }) {
  const { t } = useTranslation('engines');
  return (
    <li className="flex flex-col gap-1">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{title}</span>
        {note && <span className="text-sm text-faint">{note}</span>}
      </p>
      <div className="flex items-start gap-1 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
        <HighlightedCommand text={commands} className="selectable min-w-0 flex-1 py-0.5 leading-5" />
        <CopyButton label={`${title}: ${t('firstRun.command')}`} text={commands} />
      </div>
    </li>
  );
}

function Tried() {
  const { t } = useTranslation('engines');
  const { state } = useEngine();
  const endpoints = state?.endpoints ?? [];
  return (
    <section aria-labelledby="tried" className="flex min-w-0 flex-col gap-3">
      <h2 id="tried" className="flex h-7 items-center text-lg font-semibold">
        {t('firstRun.tried')}
      </h2>
      {endpoints.length === 0 && <p className="text-muted">{t('firstRun.triedNothing')}</p>}
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-raised">
        {endpoints.map((endpoint) => (
          <TriedEndpoint key={endpoint.id} endpoint={endpoint} />
        ))}
      </ul>
    </section>
  );
}

function TriedEndpoint({ endpoint }: { endpoint: EngineEndpoint }) {
  const { t } = useTranslation('engines');
  const { t: tErrors } = useTranslation('errors');
  const { probe } = endpoint;
  return (
    <li className="flex gap-2.5 px-3 py-2">
      <span className="flex h-5 items-center">
        <StateDot state={probe.state === 'failed' ? 'bad' : probe.state === 'answers' ? 'good' : 'busy'} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{endpointName(endpoint, t)}</p>
        <p className="selectable font-mono text-xs break-all text-faint">{endpoint.host}</p>
        <p className="text-sm text-muted">
          {probe.state === 'failed' ? failureLine(probe.error, t, tErrors) : t(`state.${probe.state}`)}
        </p>
      </div>
    </li>
  );
}
