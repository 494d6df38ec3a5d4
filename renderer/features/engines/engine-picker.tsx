import { ChevronsUpDown, RefreshCw, ShieldCheck } from 'lucide-react';
import { Select } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import type { EngineEndpoint } from '../../api/contract';
import { type EngineView, useEngine } from '../../api/engine';
import { useActions } from '../../ui/actions';
import { Badge } from '../../ui/badge';
import { IconButton } from '../../ui/icon-button';
import { popoverClasses } from '../../ui/select';
import { type EnginesT, endpointLine, failureLine } from './engine-text';
import { openPicker, usePickerOpen } from './picker-state';
import { type DotState, StateDot } from './state-dot';
import { type EngineSwitch, useEngineSwitch } from './use-engine-switch';

/** Shows the engine in use, and all that were found when it is opened. Opening asks each of them anew. */
export function EnginePicker({ narrow = false }: { narrow?: boolean }) {
  const { t } = useTranslation('engines');
  const engine = useEngine();
  const open = usePickerOpen((state) => state.open);
  const switching = useEngineSwitch();
  useEngineActions(engine, switching);
  const onOpenChange = (next: boolean) => {
    if (next) switching.refresh();
    openPicker(next);
  };
  return (
    <Select.Root
      open={open}
      onOpenChange={onOpenChange}
      value={engine.activeId ?? ''}
      onValueChange={switching.use}
    >
      <Select.Trigger
        aria-label={t('engine')}
        className="flex h-11 w-full min-w-0 items-center gap-2 rounded-lg border border-line bg-raised px-2 text-left hover:bg-hover data-[state=open]:border-accent"
      >
        <StateDot state={dotOf(engine)} />
        {!narrow && <Current engine={engine} />}
        {!narrow && <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-faint" />}
      </Select.Trigger>
      <Select.Portal>
        <Select.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={`${popoverClasses} w-[360px] max-w-[calc(100vw-16px)]`}
        >
          <Select.Viewport className="max-h-[var(--radix-select-content-available-height)] p-1">
            {engine.state?.endpoints.map((endpoint) => (
              <Endpoint key={endpoint.id} endpoint={endpoint} />
            ))}
          </Select.Viewport>
        </Select.Content>
      </Select.Portal>
    </Select.Root>
  );
}

/** Asks every engine again; stands beside the picker. */
export function EngineRefresh() {
  const { t } = useTranslation('engines');
  const { refresh, refreshing } = useEngineSwitch();
  return (
    <IconButton
      label={t('refresh')}
      icon={RefreshCw}
      size="sm"
      disabled={refreshing}
      onClick={refresh}
      className={refreshing ? '[&>svg]:animate-spin' : ''}
    />
  );
}

function useEngineActions(engine: EngineView, { use, refresh }: EngineSwitch): void {
  const { t } = useTranslation(['engines', 'app']);
  const others = engine.state?.endpoints.filter((endpoint) => endpoint.id !== engine.activeId) ?? [];
  useActions([
    {
      id: 'engines.refresh',
      title: t('refresh'),
      group: t('app:group.engines'),
      icon: RefreshCw,
      run: refresh,
    },
    ...others.map((endpoint) => ({
      id: `engines.use.${endpoint.id}`,
      title: t('app:action.useEngine', { name: endpoint.name }),
      hint: endpoint.host,
      group: t('app:group.engines'),
      run: () => use(endpoint.id),
    })),
  ]);
}

function Current({ engine }: { engine: EngineView }) {
  const { t } = useTranslation('engines');
  return (
    <span className="flex min-w-0 flex-1 flex-col">
      <span className="truncate leading-4 font-medium">{engine.active?.name ?? t('noneChosen')}</span>
      <span className="truncate text-xs text-faint">{currentLine(engine, t)}</span>
    </span>
  );
}

function currentLine({ state, active, info }: EngineView, t: EnginesT): string {
  const connection = state?.connection.state ?? 'connecting';
  if (connection !== 'connected' || !info) return t(`state.${connection === 'none' ? 'failed' : connection}`);
  const product = t(`product.${info.product}`);
  if (!active) return t('version', { product, version: info.version });
  return t('versionAndDriver', { product, version: info.version, driver: info.storageDriver });
}

function dotOf({ state }: EngineView): DotState {
  switch (state?.connection.state) {
    case 'connected':
      return 'good';
    case 'lost':
    case 'none':
      return 'bad';
    case 'connecting':
    case undefined:
      return 'busy';
  }
}

const probeDots: Record<EngineEndpoint['probe']['state'], DotState> = {
  unknown: 'idle',
  checking: 'busy',
  answers: 'good',
  failed: 'bad',
};

function Endpoint({ endpoint }: { endpoint: EngineEndpoint }) {
  const { t } = useTranslation('engines');
  return (
    <Select.Item
      value={endpoint.id}
      textValue={endpoint.name}
      className="flex items-start gap-2.5 rounded-md px-2.5 py-2 outline-none data-[highlighted]:bg-hover data-[state=checked]:bg-selected"
    >
      <span className="flex h-5 items-center">
        <StateDot state={probeDots[endpoint.probe.state]} />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate font-medium">
            <Select.ItemText>{endpoint.name}</Select.ItemText>
          </span>
          <Marks endpoint={endpoint} />
        </span>
        <span className="text-sm text-muted">{endpointLine(endpoint, t)}</span>
        <Failure endpoint={endpoint} />
        <span className="truncate font-mono text-xs text-faint">{endpoint.host}</span>
      </span>
    </Select.Item>
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
