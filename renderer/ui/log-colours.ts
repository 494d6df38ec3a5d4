import { type Extension, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { LogSpan } from './read-log';

/** Replaces what is coloured of a log. */
export const setSpans = StateEffect.define<readonly LogSpan[]>();

const spansField = StateField.define<readonly LogSpan[]>({
  create: () => [],
  update: (spans, { effects }) => effects.find((effect) => effect.is(setSpans))?.value ?? spans,
});

/** Draws the colours of what is in sight: a long log has more of them than can be drawn at once. */
export const logColours: Extension = [
  spansField,
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = drawn(view);
      }

      update({ view, docChanged, viewportChanged, startState, state }: ViewUpdate): void {
        const other = startState.field(spansField) !== state.field(spansField);
        if (docChanged || viewportChanged || other) this.decorations = drawn(view);
      }
    },
    { decorations: ({ decorations }) => decorations },
  ),
];

function drawn({ state, visibleRanges }: EditorView): DecorationSet {
  const spans = state.field(spansField);
  const marks = visibleRanges.flatMap(({ from, to }) =>
    spansWithin(spans, from, to).map((span) =>
      Decoration.mark({ class: span.className }).range(Math.max(span.from, from), Math.min(span.to, to)),
    ),
  );
  return Decoration.set(marks);
}

/** Those that touch `[from, to)`. */
export function spansWithin(spans: readonly LogSpan[], from: number, to: number): readonly LogSpan[] {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < spans.length && (spans[end]?.from ?? to) < to) end += 1;
  return spans.slice(low, end);
}
