import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { hexLine, lineBytes, pieceBytes, sectionBytes } from './hex-rows';
import { useWidth } from './use-width';

export interface HexViewProps {
  label: string;
  totalBytes: number;
  /** Scrolls there when it changes. */
  offset: number;
  /** Up to 64 KiB from an offset. A failure is the caller's to show. */
  load: (offset: number) => Promise<Uint8Array | null>;
}

const lineHeight = 18;
/** Sixteen bytes need this much, pixels. */
const leastWide = 560;

/** Raw bytes, a piece at a time: a file of any size is never in memory whole. */
export function HexView({ label, totalBytes, offset, load }: HexViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller) ?? leastWide;
  const perLine = width < leastWide ? lineBytes.narrow : lineBytes.wide;
  const begin = Math.floor(offset / sectionBytes) * sectionBytes;
  const lines = Math.ceil(Math.min(sectionBytes, totalBytes - begin) / perLine);
  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
    initialRect: { width: 400, height: 300 },
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const first = begin + (items[0]?.index ?? 0) * perLine;
  const last = begin + (items.at(-1)?.index ?? 0) * perLine;
  const pieces = usePieces(load, first, last);
  useScrollTo(scroller, Math.floor((offset - begin) / perLine) * lineHeight);
  return (
    <div
      ref={scroller}
      role="document"
      aria-label={label}
      // It scrolls without holding a control, so it must take the focus itself.
      {...{ tabIndex: 0 }}
      className="selectable min-h-0 flex-1 overflow-auto py-1 font-mono text-xs outline-offset-[-2px]"
    >
      <div className="relative min-w-max" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => (
          <Line
            key={index}
            at={begin + index * perLine}
            end={totalBytes}
            perLine={perLine}
            top={start}
            piece={pieces.get(pieceOf(begin + index * perLine))}
          />
        ))}
      </div>
    </div>
  );
}

interface LineProps {
  at: number;
  perLine: number;
  end: number;
  top: number;
  piece: Uint8Array | undefined;
}

function Line({ at, perLine, end, top, piece }: LineProps) {
  const from = at % pieceBytes;
  const bytes = piece?.subarray(from, from + Math.min(perLine, end - at)) ?? new Uint8Array();
  const { offset, hex, text } = hexLine(bytes, at);
  return (
    <div
      className="absolute flex gap-4 px-3 whitespace-pre"
      style={{ transform: `translateY(${top}px)`, height: lineHeight }}
    >
      <span className="text-faint">{offset}</span>
      <span className={perLine === lineBytes.wide ? 'w-[49ch]' : 'w-[24ch]'}>{hex}</span>
      <span className="text-muted">{text}</span>
    </div>
  );
}

const pieceOf = (offset: number) => Math.floor(offset / pieceBytes) * pieceBytes;
/** Pieces that are remembered, so that scrolling back and forth does not ask again. */
const mostPieces = 32;

/** The pieces around what is in sight, by their offsets. */
function usePieces(load: HexViewProps['load'], first: number, last: number): ReadonlyMap<number, Uint8Array> {
  const [pieces, setPieces] = useState<ReadonlyMap<number, Uint8Array>>(new Map());
  const asked = useRef({ load, offsets: new Set<number>() });
  const [from, to] = [pieceOf(first), pieceOf(last)];
  useEffect(() => {
    if (asked.current.load !== load) {
      asked.current = { load, offsets: new Set() };
      setPieces(new Map());
    }
    const { offsets } = asked.current;
    for (const offset of new Set([from, to])) {
      if (offsets.has(offset)) continue;
      offsets.add(offset);
      void load(offset).then((bytes) => {
        if (bytes === null || asked.current.load !== load) return;
        setPieces((before) => withPiece(before, offset, bytes, offsets));
      });
    }
  }, [load, from, to]);
  return pieces;
}

function withPiece(
  before: ReadonlyMap<number, Uint8Array>,
  offset: number,
  bytes: Uint8Array,
  asked: Set<number>,
): ReadonlyMap<number, Uint8Array> {
  const after = new Map(before).set(offset, bytes);
  for (const old of after.keys()) {
    if (after.size <= mostPieces) break;
    after.delete(old);
    asked.delete(old);
  }
  return after;
}

function useScrollTo(scroller: RefObject<HTMLElement | null>, top: number): void {
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = top;
  }, [scroller, top]);
}
