import { useTranslation } from 'react-i18next';
import type { MissingLayer } from '../../../api/contract';
import { Spinner } from '../../../ui/spinner';
import { LayerInstruction, useInstruction } from './layer-instruction';

/** A layer whose files nobody has read yet: it has its place in the stack and cannot be selected. */
export function MissingOption({ layer, reading }: { layer: MissingLayer; reading: boolean }) {
  const { t } = useTranslation('layers');
  const { shown } = useInstruction(layer.createdBy);
  const state = t(reading ? 'part.reading' : 'part.unread');
  return (
    <div
      role="option"
      aria-disabled
      aria-selected={false}
      aria-label={t('layer.described', { number: layer.index + 1, instruction: shown, size: state })}
      tabIndex={-1}
      className="flex min-h-11 shrink-0 rounded-md border border-dashed border-line-strong text-muted"
    >
      <span className="w-7 shrink-0 pt-1 text-center text-sm tabular-nums">{layer.index + 1}</span>
      <span className="flex min-w-0 flex-1 flex-col py-1 pr-2">
        <LayerInstruction dim createdBy={layer.createdBy} />
        <span className="flex items-center gap-1.5 text-xs">
          {reading && <Spinner />}
          {state}
        </span>
      </span>
    </div>
  );
}
