import { Box, CircleHelp, CircleSlash, Layers, type LucideIcon, Sparkle } from 'lucide-react';
import { Trans, useTranslation } from 'react-i18next';
import type { ImageDetails } from '../../../api/contract';
import { ImageLink, nameOfLinked } from './image-links';

type Kind = ImageDetails['system']['kind'];

const icons: Record<Kind, LucideIcon> = {
  empty: CircleSlash,
  scratch: Sparkle,
  'based-on': Layers,
  base: Box,
  unknown: CircleHelp,
};

/** What the image stands on, in one plain sentence: the first thing a newcomer asks. */
export function SystemCard({ details }: { details: ImageDetails }) {
  const { t } = useTranslation('images');
  const { kind } = details.system;
  const Icon = icons[kind];
  return (
    <section
      aria-label={t('system.heading')}
      className="flex gap-3 rounded-lg border border-line bg-sunken px-3 py-2.5"
    >
      <span className="mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent">
        <Icon aria-hidden size={16} />
      </span>
      <div className="selectable min-w-0">
        <h3 className="font-medium">{t(`system.mark.${kind}`)}</h3>
        <p className="break-words text-muted">
          <SystemSentence details={details} />
        </p>
      </div>
    </section>
  );
}

function SystemSentence({ details }: { details: ImageDetails }) {
  const { t } = useTranslation('images');
  const { system, engineId, layers } = details;
  if (system.kind !== 'based-on') return t(`system.${system.kind}`);
  const all = system.layers >= layers.length;
  return (
    <Trans
      t={t}
      i18nKey={all ? 'system.based-on-all' : 'system.based-on'}
      values={{ name: nameOfLinked(system), layers: system.layers, total: layers.length }}
      components={{ from: <ImageLink engineId={engineId} image={system} /> }}
    />
  );
}
