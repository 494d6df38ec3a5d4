import { clsx } from 'clsx';

export interface StrataProps {
  /** Width in pixels; the height follows. */
  size?: number;
  /** Which of the five sheets is lit, from the base; null for none. */
  lit?: number | null;
  /** Sheets that are only outlined, as for things that are missing. */
  hollow?: boolean;
  className?: string;
}

const sheets = [0, 1, 2, 3, 4];

/** A stack of layers seen from above, one of them lit, for places with nothing to show. Decoration only. */
export function Strata({ size = 96, lit = 2, hollow = false, className }: StrataProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 -4 96 88"
      width={size}
      height={(size * 88) / 96}
      className={clsx('shrink-0', className)}
    >
      {sheets.map((index) => (
        <Sheet key={index} top={58 - index * 12} look={lookOf(index, lit, hollow)} />
      ))}
    </svg>
  );
}

type Look = 'lit' | 'solid' | 'hollow';

function lookOf(index: number, lit: number | null, hollow: boolean): Look {
  if (index === lit) return 'lit';
  return hollow ? 'hollow' : 'solid';
}

/** One sheet: a rhombus with the edge of its thickness below. */
function Sheet({ top, look }: { top: number; look: Look }) {
  const face = `M48 ${top - 12} L86 ${top + 3} L48 ${top + 18} L10 ${top + 3} Z`;
  const edge = `M10 ${top + 3} L48 ${top + 18} L86 ${top + 3} V${top + 7} L48 ${top + 22} L10 ${top + 7} Z`;
  if (look === 'hollow') {
    return (
      <path
        d={face}
        fill="var(--surface)"
        stroke="var(--line-strong)"
        strokeWidth="1"
        strokeDasharray="3 3"
        strokeLinejoin="round"
      />
    );
  }
  const lit = look === 'lit';
  return (
    <g strokeLinejoin="round" stroke="var(--surface)" strokeWidth="1">
      <path d={edge} fill={lit ? 'var(--accent-fill-hover)' : 'var(--strata-4)'} />
      <path d={face} fill={lit ? 'var(--strata-3)' : 'var(--strata-1)'} />
    </g>
  );
}
