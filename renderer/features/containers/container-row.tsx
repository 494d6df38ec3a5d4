import { GitCommitVertical, SquareTerminal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ContainerSummary } from '../../api/contract';
import { useCapability } from '../../api/engine';
import { useOperations } from '../../api/operations';
import { routes } from '../../api/routes';
import { lackText } from '../../i18n/error-text';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { CopyableId } from '../../ui/copyable-id';
import { HighlightedCommand } from '../../ui/highlighted-command';
import { RelativeTime } from '../../ui/relative-time';

const tones = {
  created: 'neutral',
  running: 'success',
  paused: 'warning',
  restarting: 'warning',
  removing: 'warning',
  exited: 'neutral',
  dead: 'danger',
} as const satisfies Record<string, Tone>;

type KnownState = keyof typeof tones;

function isKnown(state: string): state is KnownState {
  return Object.hasOwn(tones, state);
}

export function ContainerRow({ engineId, container }: { engineId: string; container: ContainerSummary }) {
  const { t } = useTranslation('images');
  return (
    <li
      aria-label={container.name}
      className="flex items-center gap-3 border-b border-line px-3 py-2 last:border-b-0"
    >
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <div className="flex min-w-0 items-center gap-2">
          <span title={container.name} className="selectable min-w-0 truncate font-medium">
            {container.name}
          </span>
          <State container={container} />
        </div>
        <div className="-ml-1 flex min-w-0 items-center gap-2 text-sm text-faint">
          <CopyableId label={t('containers.id')} value={container.id} className="shrink-0" />
          <RelativeTime time={container.created} className="shrink-0" />
          <span title={container.command} className="min-w-0 flex-1">
            <HighlightedCommand oneLine text={container.command} />
          </span>
        </div>
      </div>
      {container.byHand === true && <TerminalButton to={routes.run(engineId, container.id)} />}
      <CommitButton containerId={container.id} />
    </li>
  );
}

/** The engine's own sentence on hover; a state that is not known is shown as the engine calls it. */
function State({ container }: { container: ContainerSummary }) {
  const { t } = useTranslation('images');
  const { state, status } = container;
  return (
    <span title={status} className="flex shrink-0">
      {isKnown(state) ? (
        <Badge tone={tones[state]}>{t(`containers.states.${state}`)}</Badge>
      ) : (
        <Badge>{state}</Badge>
      )}
    </span>
  );
}

/** Back to a container that was made here to be worked in. */
function TerminalButton({ to }: { to: string }) {
  const { t } = useTranslation('run');
  const [, navigate] = useLocation();
  return (
    <Button size="sm" icon={SquareTerminal} onClick={() => navigate(to)}>
      {t('terminal')}
    </Button>
  );
}

function CommitButton({ containerId }: { containerId: string }) {
  const { t } = useTranslation('images');
  const open = useOperations((state) => state.open);
  const { t: tErrors } = useTranslation('errors');
  const capability = useCapability('commit');
  const { available } = capability;
  const reason = lackText(tErrors, capability);
  const hint = reason === '' ? t('toolbar.offline') : t('toolbar.unavailable', { reason });
  return (
    <Button
      size="sm"
      icon={GitCommitVertical}
      disabled={!available}
      title={available ? t('containers.commitHint') : hint}
      onClick={() => open({ kind: 'commit', containerId })}
    >
      {t('containers.commit')}
    </Button>
  );
}
