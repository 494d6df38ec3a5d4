import {
  cloneElement,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useContext,
} from 'react';
import { TooltipContext, type TooltipSide } from './tooltip-layer';

export { TooltipProvider } from './tooltip-layer';

interface Handlers {
  onPointerEnter?: (event: PointerEvent<Element>) => void;
  onPointerLeave?: (event: PointerEvent<Element>) => void;
  onPointerDown?: (event: PointerEvent<Element>) => void;
  onFocus?: (event: FocusEvent<Element>) => void;
  onBlur?: (event: FocusEvent<Element>) => void;
}

export interface TooltipProps {
  /** A function is called only when the words are to be shown. */
  text: ReactNode | (() => ReactNode);
  /** One element that passes event handlers on to its DOM element. */
  children: ReactElement<Handlers>;
  side?: TooltipSide;
}

/**
 * Extra words on hover and focus; never the only place where something is said. It adds no element and no
 * state of its own, so a table may have one in each cell.
 */
export function Tooltip({ text, children, side = 'bottom' }: TooltipProps) {
  const layer = useContext(TooltipContext);
  const own = children.props;
  const show = (anchor: Element) => layer.show({ anchor, text, side });
  return cloneElement(children, {
    onPointerEnter: (event) => {
      own.onPointerEnter?.(event);
      if (event.pointerType !== 'touch') show(event.currentTarget);
    },
    onPointerLeave: (event) => {
      own.onPointerLeave?.(event);
      layer.hide();
    },
    onPointerDown: (event) => {
      own.onPointerDown?.(event);
      layer.hide();
    },
    onFocus: (event) => {
      own.onFocus?.(event);
      if (event.currentTarget.matches(':focus-visible')) show(event.currentTarget);
    },
    onBlur: (event) => {
      own.onBlur?.(event);
      layer.hide();
    },
  });
}
