import { clsx } from 'clsx';
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageAnalysis } from '../../../api/contract';
import { Switch } from '../../../ui/switch';
import { selectAllLayers, selectLayer, switchUpTo } from './browser-state';
import { useBrowser, useScope } from './browser-store';
import { MissingOption } from './missing-option';
import { layerOfKey } from './stack-keys';
import { StackOption } from './stack-option';
import { useStackFacts } from './use-stack-facts';

/** The layers as they lie, to select one, a range, or all up to one. */
export function StackPane({ compact, reading }: { compact: boolean; reading: boolean }) {
  const { t } = useTranslation('layers');
  const { analysis, store } = useScope();
  const upTo = useBrowser((state) => state.upTo);
  const whole = useBrowser((state) => state.from === 0 && state.to === analysis.layers.length - 1);
  const showAll = () => store.setState(selectAllLayers(analysis.layers.length));
  return (
    <>
      <div className="flex shrink-0 items-center gap-2 px-3 pt-2 pb-1.5">
        <Switch
          label={t('layer.upTo')}
          checked={upTo}
          onChange={(on) => store.setState((state) => switchUpTo(state, on))}
        />
        <button
          type="button"
          aria-pressed={whole}
          title={t('layer.allHint')}
          onClick={showAll}
          className={clsx(
            'ml-auto h-6 rounded-full border px-2.5 text-sm whitespace-nowrap',
            whole
              ? 'border-accent-fill bg-accent-soft text-accent'
              : 'border-line-strong text-muted hover:bg-hover hover:text-fg',
          )}
        >
          {t('layer.all')}
        </button>
      </div>
      <Stack compact={compact} reading={reading} />
    </>
  );
}

function Stack({ compact, reading }: { compact: boolean; reading: boolean }) {
  const { t } = useTranslation('layers');
  const { source, analysis, missing, store } = useScope();
  const from = useBrowser((state) => state.from);
  const to = useBrowser((state) => state.to);
  const { layers } = analysis;
  const { base, sharedWith, unaudited } = useStackFacts(source);
  const damaged = new Set(analysis.damage.map(({ layer }) => layer));
  const largest = Math.max(1, ...layers.map(({ sizeBytes }) => sizeBytes));
  const list = useRef<HTMLDivElement>(null);
  const active = useBrowser((state) => state.cursor);
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const option = list.current?.querySelector<HTMLElement>(`[data-layer="${active}"]`);
    option?.focus({ preventScroll: true });
    option?.scrollIntoView({ block: 'nearest' });
  });

  const select = (layer: number, extend: boolean) => {
    moved.current = true;
    store.setState((state) => selectLayer(state, layer, extend));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const layer = layerOf(event.target);
    if (layer === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const target =
      event.key === ' ' || event.key === 'Enter' ? layer : layerOfKey(event.key, layer, layers.length);
    if (target === null) return;
    event.preventDefault();
    event.stopPropagation();
    select(target, event.shiftKey);
  };
  const onClick = (event: MouseEvent) => {
    const layer = layerOf(event.target);
    if (layer !== null) select(layer, event.shiftKey);
  };
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={t('layer.label')}
      aria-multiselectable
      title={t('layer.help')}
      tabIndex={-1}
      onClick={onClick}
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-1 flex-col gap-[3px] overflow-y-auto px-3 pb-3"
    >
      {[...missing].reverse().map((layer) => (
        <MissingOption key={layer.index} layer={layer} reading={reading} />
      ))}
      {topFirst(layers).map((layer) => (
        <StackOption
          key={layer.index}
          layer={layer}
          largest={largest}
          compact={compact}
          isBase={layer.index < base}
          sharedWith={sharedWith[layer.index] ?? 0}
          unaudited={unaudited.has(layer.index)}
          damaged={damaged.has(layer.index)}
          heading={headingOf(layer.index, layers.length, base)}
          selected={layer.index >= from && layer.index <= to}
          reachable={layer.index === active}
        />
      ))}
    </div>
  );
}

const topFirst = (layers: ImageAnalysis['layers']) => [...layers].reverse();

/** Where another origin begins, seen from the top; none when all layers are of one. */
function headingOf(index: number, count: number, base: number): 'own' | 'base' | null {
  if (base === 0) return null;
  if (index === base - 1) return 'base';
  return index === count - 1 ? 'own' : null;
}

function layerOf(target: EventTarget | null): number | null {
  const option = target instanceof Element ? target.closest<HTMLElement>('[data-layer]') : null;
  return option === null ? null : Number(option.dataset.layer);
}
