import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageAnalysis } from '../../../api/contract';
import { formatShare } from '../../../format/numbers';
import { useFormat } from '../../../i18n/use-format';
import { visibleText } from '../../../ui/visible-text';

/** From here on an image is called wasteful, share of visible bytes. */
const good = 0.9;

/** The figures of the image; each is defined in README. */
export function Figures({ analysis }: { analysis: ImageAnalysis }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { efficiency, unreachableBytes, leakedFiles, leakedBytes, visibleFiles, visibleBytes, os } = analysis;
  const noOs = analysis.damage.length > 0 ? 'figures.unknownOs' : 'figures.noOs';
  return (
    <dl aria-label={t('figures.title')} className="flex min-w-0 flex-1 flex-wrap gap-x-4 gap-y-1.5">
      <Figure
        name={t('figures.efficiency')}
        hint={t('figures.efficiencyHint')}
        tone={efficiency < good ? 'text-warning' : 'text-success'}
      >
        {formatShare(efficiency, format.locale)}
      </Figure>
      <Figure
        name={t('figures.unreachable')}
        hint={t('figures.unreachableHint')}
        tone={unreachableBytes > 0 ? 'text-fg' : 'text-muted'}
      >
        {unreachableBytes > 0 ? format.size(unreachableBytes) : t('figures.nothing')}
      </Figure>
      <Figure
        name={t('figures.leaked')}
        hint={t('figures.leakedHint')}
        tone={leakedFiles > 0 ? 'text-danger' : 'text-muted'}
      >
        {leakedFiles > 0
          ? t('figures.leakedFiles', { count: leakedFiles, size: format.size(leakedBytes) })
          : t('figures.nothing')}
      </Figure>
      <Figure name={t('figures.visible')} hint={t('figures.visibleHint')} tone="text-fg">
        {t('figures.visibleFiles', { count: visibleFiles, size: format.size(visibleBytes) })}
      </Figure>
      <Figure name={t('figures.os')} tone={os === '' ? 'text-muted' : 'text-fg'}>
        {os === '' ? t(noOs) : <bdi>{visibleText(os)}</bdi>}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  name: string;
  hint?: string;
  tone: string;
  children: ReactNode;
}

function Figure({ name, hint, tone, children }: FigureProps) {
  return (
    <div title={hint} className="min-w-0">
      <dt className="text-xs text-faint">{name}</dt>
      <dd className={clsx('truncate font-medium tabular-nums', tone)}>{children}</dd>
    </div>
  );
}
