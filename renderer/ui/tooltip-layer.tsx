import { createContext, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

export type TooltipSide = 'top' | 'right' | 'bottom' | 'left';

interface Shown {
  anchor: Element;
  text: ReactNode | (() => ReactNode);
  side: TooltipSide;
}

export interface TooltipLayerControl {
  /** Shows the words after a moment, at once when another tooltip was just there. */
  show: (shown: Shown) => void;
  hide: () => void;
}

const nothing: TooltipLayerControl = { show: () => undefined, hide: () => undefined };
export const TooltipContext = createContext<TooltipLayerControl>(nothing);

const firstDelay = 500;
/** For this long after one was hidden the next comes without a delay. */
const warmFor = 200;

/** Draws the one tooltip of the window. Mounted by the shell. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const control = useMemo(() => createControl(setShown), []);
  return (
    <TooltipContext value={control}>
      {children}
      {shown && <Bubble shown={shown} onLost={control.hide} />}
    </TooltipContext>
  );
}

function createControl(setShown: (shown: Shown | null) => void): TooltipLayerControl {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let visible = false;
  let hiddenAt = 0;
  return {
    show: (shown) => {
      clearTimeout(timer);
      const warm = visible || Date.now() - hiddenAt < warmFor;
      timer = setTimeout(
        () => {
          visible = true;
          setShown(shown);
        },
        warm ? 0 : firstDelay,
      );
    },
    hide: () => {
      clearTimeout(timer);
      if (!visible) return;
      visible = false;
      hiddenAt = Date.now();
      setShown(null);
    },
  };
}

const id = 'tooltip';

function Bubble({ shown: { anchor, text, side }, onLost }: { shown: Shown; onLost: () => void }) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (bubble.current) place(bubble.current, anchor, side);
  });
  useDescription(anchor);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onLost();
    const onMove = () => !anchor.isConnected && onLost();
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('pointermove', onMove, true);
    window.addEventListener('scroll', onLost, true);
    window.addEventListener('blur', onLost);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('pointermove', onMove, true);
      window.removeEventListener('scroll', onLost, true);
      window.removeEventListener('blur', onLost);
    };
  }, [anchor, onLost]);
  return createPortal(
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      className="pointer-events-none fixed top-0 left-0 z-50 max-w-80 animate-fade rounded-md border border-line-strong bg-raised px-2 py-1 text-sm break-words text-fg shadow-[0_4px_12px_rgb(0_0_0/0.14)]"
    >
      {typeof text === 'function' ? text() : text}
    </div>,
    document.body,
  );
}

/** The anchor is described by the words while they are there, unless it already is by something else. */
function useDescription(anchor: Element): void {
  useEffect(() => {
    if (anchor.hasAttribute('aria-describedby')) return;
    anchor.setAttribute('aria-describedby', id);
    return () => anchor.removeAttribute('aria-describedby');
  }, [anchor]);
}

const gap = 6;
const margin = 8;

/** Beside the anchor, on the other side where there is no room, never outside the window. */
function place(bubble: HTMLElement, anchor: Element, side: TooltipSide): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const spots: Record<TooltipSide, { x: number; y: number }> = {
    top: { x: at.left + (at.width - width) / 2, y: at.top - height - gap },
    bottom: { x: at.left + (at.width - width) / 2, y: at.bottom + gap },
    left: { x: at.left - width - gap, y: at.top + (at.height - height) / 2 },
    right: { x: at.right + gap, y: at.top + (at.height - height) / 2 },
  };
  const fits = ({ x, y }: { x: number; y: number }) =>
    x >= 0 && y >= 0 && x + width <= window.innerWidth && y + height <= window.innerHeight;
  const opposite: Record<TooltipSide, TooltipSide> = {
    top: 'bottom',
    bottom: 'top',
    left: 'right',
    right: 'left',
  };
  const wanted = spots[side];
  const vertical = side === 'top' || side === 'bottom';
  const outside = vertical ? !fits({ x: 0, y: wanted.y }) : !fits({ x: wanted.x, y: 0 });
  const { x, y } = outside ? spots[opposite[side]] : wanted;
  const inside = (value: number, size: number, room: number) =>
    Math.round(Math.max(margin, Math.min(value, room - size - margin)));
  bubble.style.translate = `${inside(x, width, window.innerWidth)}px ${inside(y, height, window.innerHeight)}px`;
}
