import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { resizePanel, smallestPanel, usePanelState } from './panel-state';

const keyStep = 24;

/** The upper edge of the panel: dragged, or moved by the arrow keys. */
export function PanelHandle() {
  const { t } = useTranslation('jobs');
  const height = usePanelState((state) => state.height);
  const grip = useRef<{ y: number; height: number } | null>(null);
  const onPointerMove = (event: PointerEvent) => {
    if (!grip.current) return;
    resizePanel(grip.current.height + grip.current.y - event.clientY, window.innerHeight);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? keyStep : event.key === 'ArrowDown' ? -keyStep : 0;
    if (step === 0) return;
    event.preventDefault();
    resizePanel(height + step, window.innerHeight);
  };
  return (
    <hr
      aria-orientation="horizontal"
      aria-label={t('resize')}
      aria-valuenow={height}
      aria-valuemin={smallestPanel}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { y: event.clientY, height };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        grip.current = null;
      }}
      onPointerCancel={() => {
        grip.current = null;
      }}
      onKeyDown={onKeyDown}
      className="relative z-10 h-px w-full shrink-0 cursor-row-resize overflow-visible border-0 bg-line after:absolute after:inset-x-0 after:-top-1 after:h-2.5 hover:bg-accent-fill focus-visible:bg-accent-fill"
    />
  );
}
