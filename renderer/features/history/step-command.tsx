import { clsx } from 'clsx';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryStep } from '../../api/contract';
import { HighlightedCommand } from '../../ui/highlighted-command';
import { breakCommand } from './break-command';

/** Instructions whose text a shell reads, or that look enough like it to be coloured the same way. */
const shellLike = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ENV', 'ARG', 'LABEL', '']);
const linesShown = 5;
const charactersShown = 420;

/** A step's instruction and command; a long one is cut until it is asked for. */
export function StepCommand({ step, quiet }: { step: HistoryStep; quiet: boolean }) {
  const { t } = useTranslation('images');
  const [whole, setWhole] = useState(false);
  const text = useMemo(() => textOf(step), [step]);
  const long = text.length > charactersShown || text.split('\n').length > linesShown;
  const shown = long && !whole ? beginning(text) : text;
  if (step.instruction === '' && text === '') {
    return <p className="text-faint italic">{t('history.nothingRecorded')}</p>;
  }
  return (
    <div className="min-w-0">
      <p className={clsx('selectable min-w-0', quiet && 'grayscale')}>
        {step.instruction !== '' && (
          <code className="tok-keyword font-mono text-sm">{step.instruction} </code>
        )}
        <HighlightedCommand text={shown} language={shellLike.has(step.instruction) ? 'shell' : 'plain'} />
      </p>
      {long && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="rounded-sm text-sm text-accent hover:underline"
        >
          {whole ? t('history.collapse') : t('history.expand')}
        </button>
      )}
    </div>
  );
}

function textOf({ instruction, text }: HistoryStep): string {
  return instruction === 'RUN' || instruction === '' ? breakCommand(text) : text;
}

function beginning(text: string): string {
  const lines = text.split('\n').slice(0, linesShown).join('\n').slice(0, charactersShown);
  return `${lines.replace(/\s*\\?$/, '')} …`;
}
