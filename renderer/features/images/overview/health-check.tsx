import { useTranslation } from 'react-i18next';
import type { ImageDetails } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { HighlightedCommand } from '../../../ui/highlighted-command';
import { commandLine } from './command-line';
import { Unset } from './facts';

type Check = NonNullable<ImageDetails['healthcheck']>;

const nanosecondsPerMillisecond = 1e6;
/** The engine's own values where the image names none (Docker's Dockerfile reference, HEALTHCHECK). */
const defaults = { interval: 30e9, timeout: 30e9, retries: 3 };

export function HealthCheck({ check }: { check: Check | null }) {
  const { t } = useTranslation('images');
  const [form, ...words] = check?.test ?? [];
  if (!check || form === undefined) return <Unset>{t('overview.healthNotSet')}</Unset>;
  if (form === 'NONE') return <Unset>{t('overview.healthNone')}</Unset>;
  return (
    <>
      <HighlightedCommand text={form === 'CMD-SHELL' ? words.join(' ') : commandLine(words)} />
      <Timing check={check} />
    </>
  );
}

function Timing({ check }: { check: Check }) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const duration = (nanoseconds: number) => format.duration(nanoseconds / nanosecondsPerMillisecond);
  const text = t('overview.healthTest', {
    interval: duration(check.interval || defaults.interval),
    timeout: duration(check.timeout || defaults.timeout),
    retries: format.count(check.retries || defaults.retries),
  });
  const start =
    check.startPeriod > 0 ? [t('overview.healthStart', { period: duration(check.startPeriod) })] : [];
  return <p className="text-sm text-faint">{[text, ...start].join('; ')}</p>;
}
