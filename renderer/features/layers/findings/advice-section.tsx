import { Lightbulb } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Advice } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { HighlightedCommand } from '../../../ui/highlighted-command';
import { MiddleText } from '../../../ui/middle-text';
import { useBrowserCommands, useScope } from '../browser/browser-store';
import { instructionOf } from '../browser/instruction';
import { FindingSection } from './finding-section';

/** What to change in the Dockerfile, with what it saves and the instructions that are meant. */
export function AdviceSection({ advice }: { advice: readonly Advice[] }) {
  const bytes = advice.reduce((sum, one) => sum + one.bytes, 0);
  return (
    <FindingSection
      icon={Lightbulb}
      tone="text-info"
      kind="advice"
      list={{ items: advice, total: advice.length, bytes }}
      itemKey={(one) => JSON.stringify([one.advice, layersOf(one), one.paths[0]])}
      render={(one) => <AdviceItem advice={one} />}
    />
  );
}

function AdviceItem({ advice }: { advice: Advice }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const title =
    advice.advice === 'clean-cache'
      ? t('findings.do.clean-cache', {
          count: advice.files,
          cache: t(`findings.cache.${advice.cache}`),
        })
      : t(`findings.do.${advice.advice}`, { count: advice.files });
  return (
    <div className="mb-1.5 flex min-w-0 flex-1 flex-col gap-0.5 rounded-md border border-line bg-raised px-2.5 py-1.5">
      <p className="flex gap-2">
        <span className="min-w-0 flex-1">{title}</span>
        <span className="shrink-0 font-medium whitespace-nowrap text-success tabular-nums">
          {t('findings.saves', { size: format.size(advice.bytes) })}
        </span>
      </p>
      {advice.paths.slice(0, 3).map((path) => (
        <MiddleText key={path} text={path} className="font-mono text-xs text-muted" />
      ))}
      {layersOf(advice).map((layer) => (
        <LayerLine key={layer} layer={layer} />
      ))}
    </div>
  );
}

function layersOf(advice: Advice): number[] {
  switch (advice.advice) {
    case 'join':
      return [advice.layer, advice.removedBy];
    case 'write-once':
    case 'own-at-copy':
      return [advice.layer, advice.rewrittenBy];
    case 'clean-cache':
      return [advice.layer];
  }
}

function LayerLine({ layer }: { layer: number }) {
  const { t } = useTranslation('layers');
  const { analysis } = useScope();
  const { goToLayer } = useBrowserCommands();
  const instruction = instructionOf(analysis.layers[layer]?.createdBy ?? '');
  return (
    <button
      type="button"
      onClick={() => goToLayer(layer)}
      className="-mx-1 flex min-w-0 items-baseline gap-2 rounded-sm px-1 text-left text-sm hover:bg-hover"
    >
      <span className="shrink-0 text-muted">{t('layer.number', { number: layer + 1 })}</span>
      <span className="min-w-0 flex-1">
        <HighlightedCommand oneLine language="dockerfile" text={instruction} />
      </span>
    </button>
  );
}
