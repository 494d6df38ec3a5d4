import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  SearchQuery,
  setSearchQuery,
} from '@codemirror/search';
import { type EditorView, type Panel, runScopeHandlers } from '@codemirror/view';

/** The words of the panel in the language on screen. */
export interface SearchWords {
  find: string;
  previous: string;
  next: string;
  close: string;
  none: string;
  count: (count: number) => string;
}

/** Counting stops here: a search for `e` in a large JSON needs no exact figure. */
const mostCounted = 1000;

/** A search panel in the app's own look: a text box, the number of matches, three buttons. */
export function createSearchPanel(view: EditorView, words: SearchWords): Panel {
  const input = document.createElement('input');
  input.type = 'search';
  input.setAttribute('aria-label', words.find);
  input.setAttribute('main-field', 'true');
  input.placeholder = words.find;
  input.className = 'cm-find-box';
  input.value = getSearchQuery(view.state).search;
  const count = document.createElement('span');
  count.className = 'cm-find-count';
  count.setAttribute('role', 'status');

  const commit = () => {
    const query = new SearchQuery({ search: input.value, literal: true });
    view.dispatch({ effects: setSearchQuery.of(query) });
    count.textContent = countText(view, query, words);
    const caret = input.selectionStart;
    if (query.valid) findNext(view);
    // Going to a match selects what was typed, and the next letter would replace it.
    input.setSelectionRange(caret, caret);
  };
  input.addEventListener('input', commit);

  const dom = document.createElement('div');
  dom.className = 'cm-find';
  dom.append(
    input,
    count,
    button('↑', words.previous, () => findPrevious(view)),
    button('↓', words.next, () => findNext(view)),
    button('✕', words.close, () => closeSearchPanel(view)),
  );
  dom.addEventListener('keydown', (event) => {
    if (runScopeHandlers(view, event, 'search-panel')) {
      event.preventDefault();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (event.shiftKey) findPrevious(view);
      else findNext(view);
    }
    // Escape closes this panel and not what it stands in.
    event.stopPropagation();
  });
  return {
    dom,
    top: true,
    mount: () => input.select(),
    update: ({ docChanged, state }) => {
      // A log may grow while it is searched.
      if (docChanged) count.textContent = countText(view, getSearchQuery(state), words);
    },
  };
}

function button(sign: string, label: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = sign;
  made.title = label;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', press);
  return made;
}

function countText(view: EditorView, query: SearchQuery, words: SearchWords): string {
  if (!query.valid) return '';
  const cursor = query.getCursor(view.state);
  let found = 0;
  while (found < mostCounted && !cursor.next().done) found += 1;
  if (found === 0) return words.none;
  return found === mostCounted ? `${words.count(found)}+` : words.count(found);
}
