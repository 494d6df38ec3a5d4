import { clsx } from 'clsx';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface SplitPaneProps {
  first: ReactNode;
  /** Null hides the second pane and its handle. */
  second: ReactNode | null;
  /** Width of the second pane, px. */
  size: number;
  /** Called when dragging or a key has ended. */
  onResize: (size: number) => void;
  /** Name of the handle, e.g. "Resize details". */
  label?: string;
  min?: number;
  /** Least width left to the first pane. */
  minFirst?: number;
}

const keyStep = 24;

/** Two panes side by side; the handle is dragged, or moved by arrow keys, Home and End. */
export function SplitPane({
  first,
  second,
  size,
  onResize,
  label,
  min = 320,
  minFirst = 360,
}: SplitPaneProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const limit = (wanted: number) => {
    const width = frame.current?.clientWidth ?? Number.POSITIVE_INFINITY;
    return Math.round(Math.max(min, Math.min(wanted, width - minFirst)));
  };
  const current = dragged ?? size;

  const onPointerMove = (event: PointerEvent) => {
    if (dragged === null || !frame.current) return;
    setDragged(limit(frame.current.getBoundingClientRect().right - event.clientX));
  };
  const onPointerUp = () => {
    if (dragged !== null) onResize(dragged);
    setDragged(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event.key, current, min);
    if (target === null) return;
    event.preventDefault();
    onResize(limit(target));
  };

  return (
    <div ref={frame} className="flex min-h-0 min-w-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">{first}</div>
      {second !== null && (
        <>
          <hr
            aria-orientation="vertical"
            aria-label={label ?? t('resizePanes')}
            aria-valuenow={current}
            aria-valuemin={min}
            tabIndex={0}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              setDragged(limit(current));
            }}
            onPointerMove={onPointerMove}
            onPointerUp={onPointerUp}
            onPointerCancel={() => setDragged(null)}
            onKeyDown={onKeyDown}
            className={clsx(
              'relative z-10 h-auto w-px shrink-0 cursor-col-resize overflow-visible border-0 bg-line hover:bg-accent-fill focus-visible:bg-accent-fill',
              'after:absolute after:inset-y-0 after:-left-1 after:w-2.5',
              dragged !== null && 'bg-accent-fill',
            )}
          />
          <div
            className="flex min-w-0 shrink-0 flex-col"
            style={{ width: `min(${current}px, calc(100% - ${minFirst}px))` }}
          >
            {second}
          </div>
        </>
      )}
    </div>
  );
}

function keyTarget(key: string, current: number, min: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return current + keyStep;
    case 'ArrowRight':
      return current - keyStep;
    case 'Home':
      return Number.MAX_SAFE_INTEGER;
    case 'End':
      return min;
    default:
      return null;
  }
}
