import { clsx } from 'clsx';
import { ChevronsUpDown, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type EngineView, useEngine } from '../../api/engine';
import { useActions } from '../../ui/actions';
import { IconButton } from '../../ui/icon-button';
import { SelectBox } from '../../ui/select-box';
import { EndpointLine } from './endpoint-line';
import { type EnginesT, endpointName } from './engine-text';
import { openPicker, usePickerOpen } from './picker-state';
import { type DotState, StateDot } from './state-dot';
import { type EngineSwitch, useEngineSwitch } from './use-engine-switch';

/**
 * Shows the engine in use, and all that were found when it is opened. Opening asks each of them anew.
 * Collapsed, only the mark of its state is to be seen.
 */
export function EnginePicker({ collapsed = false }: { collapsed?: boolean }) {
  const { t } = useTranslation('engines');
  const engine = useEngine();
  const open = usePickerOpen((state) => state.open);
  const switching = useEngineSwitch();
  useEngineActions(engine, switching);
  const onOpenChange = (next: boolean) => {
    if (next) switching.refresh();
    openPicker(next);
  };
  const endpoints = engine.state?.endpoints ?? [];
  return (
    <SelectBox
      label={t('engine')}
      value={engine.activeId}
      onChange={switching.use}
      choices={endpoints.map((endpoint) => ({
        value: endpoint.id,
        text: endpointName(endpoint, t),
        endpoint,
      }))}
      open={open && endpoints.length > 0}
      onOpenChange={onOpenChange}
      className={clsx(
        'flex w-full min-w-0 items-center gap-2 rounded-lg border border-line bg-raised px-2 text-left hover:bg-hover aria-expanded:border-accent',
        collapsed ? 'h-8 justify-center' : 'h-11',
      )}
      listClassName="w-[360px] max-w-[calc(100vw-16px)]"
      renderChoice={({ endpoint }, chosen) => <EndpointLine endpoint={endpoint} chosen={chosen} />}
    >
      <StateDot state={dotOf(engine)} />
      {!collapsed && <Current engine={engine} />}
      {!collapsed && <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-faint" />}
    </SelectBox>
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
  const { t: tEngines } = useTranslation('engines');
  const others = engine.state?.endpoints.filter((endpoint) => endpoint.id !== engine.activeId) ?? [];
  useActions([
    {
      id: 'engines.refresh',
      title: t('refresh'),
      group: t('app:group.engines'),
      icon: RefreshCw,
      run: refresh,
    },
    {
      id: 'engines.choose',
      title: t('choose'),
      group: t('app:group.engines'),
      run: () => openPicker(),
    },
    ...others.map((endpoint) => ({
      id: `engines.use.${endpoint.id}`,
      title: t('app:action.useEngine', { name: endpointName(endpoint, tEngines) }),
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
      <span className="truncate leading-4 font-medium">
        {engine.active ? endpointName(engine.active, t) : t('noneChosen')}
      </span>
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
