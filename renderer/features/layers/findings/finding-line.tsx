import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/use-texts';
import { MiddleText } from '../../../ui/middle-text';
import { visibleText } from '../../../ui/visible-text';
import { useBrowserCommands, useScope } from '../browser/browser-store';
import { instructionOf } from '../browser/instruction';

interface FindingLineProps {
  node: number;
  path: string;
  layer: number;
  /** What stands below the path. */
  text: string;
  /** At the end of the first line. */
  figure: string;
  mark?: ReactNode;
  action?: ReactNode;
}

/** A file that a finding is about; a press leads to it and to its layer. */
export function FindingLine({ node, path, layer, text, figure, mark, action }: FindingLineProps) {
  const { analysis } = useScope();
  const { goTo } = useBrowserCommands();
  const { t } = useTexts('layers');
  const instruction = instructionOf(analysis.layers[layer]?.createdBy ?? '');
  const made = instruction === '' ? t('layer.noInstruction') : visibleText(instruction);
  return (
    <>
      <button
        type="button"
        onClick={() => goTo({ node, path, layer })}
        className="flex min-w-0 flex-1 flex-col rounded-md px-1.5 py-1 text-left outline-offset-[-2px] hover:bg-hover"
      >
        <span className="flex w-full min-w-0 items-center gap-2">
          <MiddleText text={path} className="flex-1 font-mono text-sm" />
          {mark}
          <span className="shrink-0 text-sm whitespace-nowrap tabular-nums">{figure}</span>
        </span>
        <span title={made} className="w-full truncate text-sm text-muted">
          {text} · <span className="font-mono text-xs">{made}</span>
        </span>
      </button>
      {action}
    </>
  );
}
