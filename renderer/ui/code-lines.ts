import { type Extension, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

/** Gives visible lines the class that `lineClass` answers for them (0-based line; '' for none). */
export function lineClassExtension(lineClass: (line: number) => string): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = decorate(view, lineClass);
      }

      update(update: ViewUpdate): void {
        if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view, lineClass);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function decorate(view: EditorView, lineClass: (line: number) => string): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    let position = from;
    while (position <= to) {
      const line = view.state.doc.lineAt(position);
      const className = lineClass(line.number - 1);
      if (className !== '') builder.add(line.from, line.from, Decoration.line({ class: className }));
      position = line.to + 1;
    }
  }
  return builder.finish();
}

/** The line (0-based) under a pointer. */
export function lineAt(view: EditorView, event: MouseEvent): number {
  const position = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
  return view.state.doc.lineAt(position).number - 1;
}
