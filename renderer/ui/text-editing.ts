import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { foldKeymap, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { i18n as I18n } from 'i18next';
import { searchWords } from './code-reading';
import { createSearchPanel } from './code-search-panel';
import { type CodeLanguage, highlighter, languageOf } from './highlight';
import type { TextCompletion, TextPlace } from './text-editor-view';

export interface EditingInput {
  label: string;
  language: CodeLanguage;
  i18n: I18n;
  onSave: () => void;
  complete: (text: string, place: TextPlace) => Promise<readonly TextCompletion[]>;
  explain: (text: string, place: TextPlace) => Promise<string>;
}

/** The offset of a place; one that lies beyond the text or its line ends there. */
export function offsetOf(state: EditorState, { line, character }: TextPlace): number {
  const found = state.doc.line(Math.min(line + 1, state.doc.lines));
  return Math.min(found.from + character, found.to);
}

function placeOf(state: EditorState, offset: number): TextPlace {
  const line = state.doc.lineAt(offset);
  return { line: line.number - 1, character: offset - line.from };
}

/** Everything that makes a box of text an editor. Escape and then Tab leaves it, as in other editors of this kind. */
export function editing({ label, language, i18n, onSave, complete, explain }: EditingInput): Extension {
  const words = searchWords(i18n);
  return [
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    EditorState.phrases.of({ Completions: i18n.t('common:completions') }),
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/ }),
    highlightSelectionMatches(),
    syntaxHighlighting(highlighter),
    languageOf(language) ?? [],
    EditorView.lineWrapping,
    search({ top: true, createPanel: (editor) => createSearchPanel(editor, words) }),
    autocompletion({ override: [(context) => completionsAt(context, complete)], icons: false }),
    hoverTooltip((view, offset) => tooltipAt(view, offset, explain)),
    keymap.of([
      {
        key: 'Mod-s',
        run: () => {
          onSave();
          return true;
        },
      },
      ...lintKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
  ];
}

async function completionsAt(
  context: CompletionContext,
  complete: EditingInput['complete'],
): Promise<CompletionResult | null> {
  const before = context.state.doc.lineAt(context.pos);
  const typed = before.text.slice(0, context.pos - before.from);
  if (!context.explicit && !/\S$/.test(typed)) return null;
  const found = await complete(context.state.doc.toString(), placeOf(context.state, context.pos));
  const first = found[0];
  if (first === undefined || context.aborted) return null;
  return {
    from: offsetOf(context.state, first.from),
    options: found.map(({ label, detail, insert, kind }) => ({
      label,
      apply: insert,
      type: kind,
      ...(detail === '' ? {} : { info: detail }),
    })),
    validFor: /^[\w-]*$/,
  };
}

async function tooltipAt(view: EditorView, offset: number, explain: EditingInput['explain']) {
  const text = await explain(view.state.doc.toString(), placeOf(view.state, offset));
  if (text === '') return null;
  const word = view.state.wordAt(offset);
  return {
    pos: word?.from ?? offset,
    end: word?.to ?? offset,
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-explanation';
      // Never as HTML: it holds words of the text.
      dom.textContent = text;
      return { dom };
    },
  };
}
