import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import { useLineWindow } from './line-window';
import { commandOfTreeKey, type TreeCommand } from './tree-keys';
import { TreeLine } from './tree-line';
import type { TreeViewProps } from './tree-view';

export interface TreeLinesHandle {
  focus: () => void;
  reveal: (index: number) => void;
}

export interface TreeLinesProps<R> extends Omit<TreeViewProps<R>, 'ref'> {
  scroller: HTMLElement | null;
  tracks: string;
  indent: number;
  ref: Ref<TreeLinesHandle>;
}

const measures = { lineHeight: 24, headerHeight: 29 };
/** A page has no element that is higher than some 33 million pixels; what lies beyond is found by filtering. */
export const mostLines = 1_000_000;

/** The lines in sight and what is done to them. Apart from the tree, because scrolling draws only this anew. */
export function TreeLines<R>(props: TreeLinesProps<R>) {
  const { scroller, current, rowAt } = props;
  const count = Math.min(props.count, mostLines);
  const body = useRef<HTMLDivElement>(null);
  const { start, end, room, reveal } = useLineWindow(scroller, count, measures);
  useWindow(start, end, props.onWindow);
  const focusCurrent = useFocusAfterMove(body, current);
  const commands = useLineCommands(props, count, (index) => {
    focusCurrent();
    reveal(index);
  });
  useImperativeHandle(props.ref, () => ({
    focus: () => commands.go(Math.max(0, current)),
    reveal,
  }));
  // A line keeps its element, and so the focus, when folders above it open or close.
  const keyAt = (index: number) => {
    const row = rowAt(index);
    return row === undefined ? `at ${index}` : props.rowKey(row);
  };
  const page = Math.max(1, room - 2);
  return (
    <div
      ref={body}
      role="tree"
      aria-label={props.label}
      tabIndex={count === 0 ? 0 : -1}
      onClick={commands.onClick}
      onFocus={commands.onFocus}
      onKeyDown={(event) => commands.onKeyDown(event, page)}
      className="relative outline-offset-[-2px]"
      style={{ height: count * measures.lineHeight }}
    >
      {linesToDraw(start, end, current, count).map((index) => (
        <TreeLine
          key={keyAt(index)}
          row={rowAt(index)}
          index={index}
          height={measures.lineHeight}
          tracks={props.tracks}
          columns={props.columns}
          placeOf={props.placeOf}
          renderName={props.renderName}
          rowClass={props.rowClass}
          chosen={index === current}
          reachable={index === Math.max(0, current)}
          indent={props.indent}
        />
      ))}
    </div>
  );
}

/** Those in the window, and the current one: the focused line must not leave the document, or the focus would be lost. */
function linesToDraw(start: number, end: number, current: number, count: number): number[] {
  const lines = Array.from({ length: end - start }, (_, offset) => start + offset);
  if (current < 0 || current >= count || (current >= start && current < end)) return lines;
  return current < start ? [current, ...lines] : [...lines, current];
}

/** Tells which lines are drawn whenever that changes. */
function useWindow(start: number, end: number, onWindow: (start: number, end: number) => void): void {
  const tell = useEffectEvent(onWindow);
  useEffect(() => {
    if (end > start) tell(start, end);
  }, [start, end]);
}

/** Puts the focus on the current line at the next drawing, once it was asked to. */
function useFocusAfterMove(body: React.RefObject<HTMLElement | null>, current: number): () => void {
  const asked = useRef(false);
  useLayoutEffect(() => {
    if (!asked.current) return;
    const line = body.current?.querySelector<HTMLElement>(`[data-index="${Math.max(0, current)}"]`);
    if (!line) return;
    asked.current = false;
    line.focus({ preventScroll: true });
  });
  return () => {
    asked.current = true;
  };
}

/** Letters typed within this time make one word, milliseconds. */
const wordPause = 700;

function useLineCommands<R>(props: TreeLinesProps<R>, count: number, before: (index: number) => void) {
  const word = useRef({ text: '', at: 0 });

  function go(index: number): void {
    if (count === 0) return;
    before(index);
    props.onCurrent(index);
  }

  function seek(letter: string, from: number, at: number): void {
    const fresh = at - word.current.at > wordPause;
    const text = fresh ? letter : word.current.text + letter;
    word.current = { text, at };
    // The first letter leads on from where one is; further ones may still mean the same line.
    const found = props.onSeek(text, fresh ? from : from - 1);
    void found.then((index) => {
      if (index !== null && word.current.text === text) go(index);
    });
  }

  function obey(command: TreeCommand, index: number, at: number): void {
    switch (command.kind) {
      case 'go':
        go(command.index);
        break;
      case 'toggle':
        props.onToggle(index, command.open);
        break;
      case 'parent':
        before(index);
        props.onParent(index);
        break;
      case 'open':
        props.onOpen(index);
        break;
      case 'all':
        props.onOpenAll();
        break;
      case 'type':
        seek(command.letter, index, at);
        break;
    }
  }

  function onKeyDown(event: KeyboardEvent, page: number): void {
    const index = indexOf(event.target);
    if (index === null) return;
    const row = props.rowAt(index);
    const open = row === undefined ? null : props.placeOf(row).open;
    const command = commandOfTreeKey(event, { index, count, page, open });
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    obey(command, index, event.timeStamp);
  }

  function onClick(event: MouseEvent): void {
    const index = indexOf(event.target);
    if (index === null) return;
    go(index);
    const row = props.rowAt(index);
    const open = row === undefined ? null : props.placeOf(row).open;
    const onFold = event.target instanceof Element && event.target.closest('[data-fold]') !== null;
    if (onFold && open !== null) props.onToggle(index, !open);
    // The second press of a double one must not undo the first.
    else if (event.detail < 2) props.onOpen(index);
  }

  /** Wherever the focus comes from, the line that has it is the current one. */
  function onFocus(event: FocusEvent): void {
    const index = indexOf(event.target);
    if (index !== null && index !== props.current) props.onCurrent(index);
  }

  return { go, onKeyDown, onClick, onFocus };
}

function indexOf(target: EventTarget | null): number | null {
  const line = target instanceof Element ? target.closest<HTMLElement>('[role="treeitem"]') : null;
  return line === null ? null : Number(line.dataset.index);
}
