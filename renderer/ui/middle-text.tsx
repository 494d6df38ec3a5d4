import { clsx } from 'clsx';
import { visibleText } from './visible-text';

/** Letters at the end that stay: a file is told by its ending. */
const kept = 10;

/**
 * A long name cut in its middle, with the whole of it as its title. Hidden characters are written out, and the text is
 * isolated, so that letters of a right-to-left script do not rearrange what stands around them (Unicode UAX #9).
 */
export function MiddleText({ text, className }: { text: string; className?: string }) {
  const shown = visibleText(text);
  const letters = shown.length > 2 * kept ? [...shown] : null;
  return (
    <bdi title={shown} className={clsx('flex min-w-0 max-w-full', className)}>
      {letters === null ? (
        <span className="truncate">{shown}</span>
      ) : (
        <>
          <span className="truncate">{letters.slice(0, -kept).join('')}</span>
          <span className="shrink-0 whitespace-pre">{letters.slice(-kept).join('')}</span>
        </>
      )}
    </bdi>
  );
}
