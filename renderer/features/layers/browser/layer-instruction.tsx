import { clsx } from 'clsx';
import { useTexts } from '../../../i18n/use-texts';
import { HighlightedCommand } from '../../../ui/highlighted-command';
import { visibleText } from '../../../ui/visible-text';
import { instructionOf } from './instruction';

/** What made a layer, in one line of plain text; where nothing is on record, words that say so. */
export function useInstruction(createdBy: string): {
  instruction: string;
  shown: string;
} {
  const { t } = useTexts('layers');
  const instruction = instructionOf(createdBy);
  return {
    instruction,
    shown: instruction === '' ? t('layer.noInstruction') : visibleText(instruction),
  };
}

/** The instruction that made a layer, coloured, cut to one line with the whole as a hint. */
export function LayerInstruction({ createdBy, dim = false }: { createdBy: string; dim?: boolean }) {
  const { instruction, shown } = useInstruction(createdBy);
  return (
    <span title={shown} className={clsx('min-w-0', dim && 'opacity-75')}>
      {instruction === '' ? (
        <span className="text-sm text-muted italic">{shown}</span>
      ) : (
        <HighlightedCommand oneLine language="dockerfile" text={instruction} />
      )}
    </span>
  );
}
