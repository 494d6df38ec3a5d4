import { clsx } from 'clsx';
import { type HierarchyRectangularNode, hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import { type MouseEvent, useMemo, useRef } from 'react';
import { useSize } from './use-size';
import { visibleText } from './visible-text';

/** One rectangle; the area of a folder is that of its children. */
export interface TreemapCell {
  /** Null for what stands for many small ones. */
  key: number | null;
  name: string;
  /** Said of it to screen readers and in its title. */
  title: string;
  /** Below the name where there is room. */
  note: string;
  size: number;
  folder: boolean;
  className: string;
  children: TreemapCell[];
}

export interface TreemapBoxProps {
  label: string;
  root: TreemapCell;
  /** The key of the rectangle that is marked. */
  chosen: number | null;
  onChoose: (cell: TreemapCell) => void;
  /** A double press. */
  onEnter: (cell: TreemapCell) => void;
  onHover: (cell: TreemapCell | null) => void;
}

type Box = HierarchyRectangularNode<TreemapCell>;

/** Sizes as areas: nested rectangles, each folder around what it holds. The tree is the same for keys. */
export function TreemapBox({ label, root, chosen, onChoose, onEnter, onHover }: TreemapBoxProps) {
  const frame = useRef<HTMLElement>(null);
  const { width, height } = useSize(frame);
  const boxes = useMemo(() => layOut(root, width, height), [root, width, height]);
  const cellOf = (event: MouseEvent) => {
    const box = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-box]') : null;
    return boxes[Number(box?.dataset.box ?? -1)]?.data ?? null;
  };
  return (
    <section
      ref={frame}
      aria-label={label}
      onMouseOver={(event) => onHover(cellOf(event))}
      onMouseLeave={() => onHover(null)}
      onFocus={() => undefined}
      className="relative min-h-0 flex-1 overflow-hidden"
    >
      {boxes.map((box, index) => (
        <Rectangle
          key={`${box.depth} ${box.x0} ${box.y0} ${box.data.key}`}
          box={box}
          index={index}
          chosen={box.data.key !== null && box.data.key === chosen}
          onChoose={onChoose}
          onEnter={onEnter}
        />
      ))}
    </section>
  );
}

const heading = 17;
/** Smaller than this there is no room for words, pixels. */
const leastWords = { width: 44, height: 16 };
/** A second line needs this much, pixels. */
const leastNote = 36;
/** Smaller rectangles are neither seen nor hit. */
const leastSide = 2;

/** Rectangles that can be seen, each folder before what lies on it. */
function layOut(root: TreemapCell, width: number, height: number): Box[] {
  if (width <= 0 || height <= 0 || root.size <= 0) return [];
  const tree = hierarchy(root).sum((cell) => (cell.children.length === 0 ? cell.size : 0));
  const drawn = treemap<TreemapCell>()
    .tile(treemapSquarify)
    .size([width, height])
    .paddingInner(1)
    .paddingOuter((node) => (node.depth === 0 ? 0 : 2))
    .paddingTop((node) => (node.depth === 0 ? 0 : heading))
    .round(true)(tree);
  const boxes = drawn.descendants().slice(1);
  return boxes.filter((box) => widthOf(box) >= leastSide && heightOf(box) >= leastSide);
}

const widthOf = (box: Box) => box.x1 - box.x0;
const heightOf = (box: Box) => box.y1 - box.y0;

interface RectangleProps extends Pick<TreemapBoxProps, 'onChoose' | 'onEnter'> {
  box: Box;
  index: number;
  chosen: boolean;
}

function Rectangle({ box, index, chosen, onChoose, onEnter }: RectangleProps) {
  const { data } = box;
  const words = widthOf(box) >= leastWords.width && heightOf(box) >= leastWords.height;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-box={index}
      aria-label={data.title}
      aria-pressed={chosen}
      onClick={() => onChoose(data)}
      onDoubleClick={() => onEnter(data)}
      style={{ left: box.x0, top: box.y0, width: widthOf(box), height: heightOf(box) }}
      className={clsx(
        'absolute flex items-start overflow-hidden rounded-xs border px-1 text-left text-xs leading-4 hover:border-fg',
        chosen ? 'z-10 border-accent outline-1 outline-accent' : 'border-line',
        data.folder && 'font-medium',
        data.className,
      )}
    >
      {words && (
        <span className="w-full min-w-0">
          <bdi className="block truncate">{visibleText(data.name)}</bdi>
          {box.children === undefined && heightOf(box) >= leastNote && (
            <span className="block truncate font-normal tabular-nums">{data.note}</span>
          )}
        </span>
      )}
    </button>
  );
}
