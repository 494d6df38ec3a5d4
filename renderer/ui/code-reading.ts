import { foldKeymap, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import type { i18n as I18n } from 'i18next';
import type { SearchWords } from './code-search-panel';
import { highlighter } from './highlight';

/** The words of the search in a text. */
export function searchWords(i18n: I18n): SearchWords {
  return {
    find: i18n.t('common:find'),
    previous: i18n.t('common:findPrevious'),
    next: i18n.t('common:findNext'),
    close: i18n.t('common:close'),
    none: i18n.t('common:noMatches'),
    count: (count: number) => i18n.t('common:matches', { count }),
  };
}

/** A text box that cannot be typed into, so that keys, selection and screen readers work as in an editor. */
export function reading(label: string, { numbered = true } = {}): Extension {
  return [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({
      'aria-label': label,
      role: 'textbox',
      'aria-readonly': 'true',
      tabindex: '0',
    }),
    numbered ? lineNumbers() : [],
    // Draws what has no look of its own, such as marks that turn the direction of writing.
    highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/ }),
    highlightSelectionMatches(),
    syntaxHighlighting(highlighter),
    keymap.of([...searchKeymap, ...foldKeymap]),
  ];
}
