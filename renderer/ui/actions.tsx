import type { LucideIcon } from 'lucide-react';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { isPlainKey, matchesShortcut } from './shortcut';

/** Something a person can do now: it stands in the command palette and may have a shortcut. */
export interface Action {
  /** Unique; of two mounted actions with one id the newer counts. */
  id: string;
  title: string;
  /** More words that find it. */
  keywords?: readonly string[];
  /** Heading in the palette; without one it stands under "Actions". */
  group?: string;
  /** A quieter second text, e.g. the id of an image. */
  hint?: string;
  /** See `shortcut.ts` for the notation. */
  shortcut?: string;
  /** Further shortcuts that are not shown. */
  alternatives?: readonly string[];
  icon?: LucideIcon;
  /** It stays listed and does nothing; the reason is shown. */
  disabled?: string | undefined;
  /** Reachable by its shortcut only, e.g. "close". */
  hidden?: boolean;
  run: () => void;
}

type Listener = () => void;

/** Finds actions for what was typed, for things too many to be listed, such as every image. */
export type ActionSearch = (query: string) => readonly Action[];

/** The actions of everything that is mounted. */
export class ActionRegistry {
  readonly #sources = new Map<symbol, readonly Action[]>();
  readonly #searches = new Set<ActionSearch>();
  readonly #listeners = new Set<Listener>();
  #snapshot: readonly Action[] = [];

  /** Replaces what a source offers. Listeners hear of it only when something that is shown has changed. */
  set(source: symbol, actions: readonly Action[]): void {
    const before = this.#sources.get(source);
    this.#sources.set(source, actions);
    if (before === undefined || shapeOf(before) !== shapeOf(actions)) this.#publish();
  }

  delete(source: symbol): void {
    this.#sources.delete(source);
    this.#publish();
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly list = (): readonly Action[] => this.#snapshot;

  addSearch(search: ActionSearch): () => void {
    this.#searches.add(search);
    return () => this.#searches.delete(search);
  }

  /** What all searches find. */
  search(query: string): Action[] {
    return [...this.#searches].flatMap((search) => search(query));
  }

  find(id: string): Action | undefined {
    return this.#snapshot.find((action) => action.id === id);
  }

  /** Runs the newest action with a shortcut that the event is; answers whether there was one. */
  press(event: KeyboardEvent): boolean {
    const action = this.#snapshot.findLast((candidate) => answersTo(candidate, event));
    if (!action || action.disabled !== undefined) return false;
    action.run();
    return true;
  }

  #publish(): void {
    const byId = new Map<string, Action>();
    for (const [source, actions] of this.#sources) {
      for (const action of actions) {
        byId.delete(action.id);
        byId.set(action.id, { ...action, run: () => this.#newest(source, action.id)?.run() });
      }
    }
    this.#snapshot = [...byId.values()];
    for (const listener of this.#listeners) listener();
  }

  #newest(source: symbol, id: string): Action | undefined {
    return this.#sources.get(source)?.find((action) => action.id === id);
  }
}

/** Everything of actions that is shown or decides, as one comparable text. */
function shapeOf(actions: readonly Action[]): string {
  return JSON.stringify(actions.map(({ run, icon, ...rest }) => rest));
}

function answersTo(action: Action, event: KeyboardEvent): boolean {
  return [action.shortcut, ...(action.alternatives ?? [])].some(
    (keys) => keys !== undefined && matchesShortcut(event, keys) && !(isPlainKey(keys) && isTyping(event)),
  );
}

/** Whether the key goes into a text box or a menu that is open. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="menu"], [role="listbox"]') !== null
  );
}

const RegistryContext = createContext<ActionRegistry | null>(null);

/** Holds the actions and listens to the keys. While a dialog is open, only what it holds reacts. */
export function ActionsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new ActionRegistry());
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      if (registry.press(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

export function useActionRegistry(): ActionRegistry {
  const registry = useContext(RegistryContext);
  const [own] = useState(() => new ActionRegistry());
  return registry ?? own;
}

/** Every action that can be run now. */
export function useActionList(): readonly Action[] {
  const registry = useActionRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}

/**
 * Offers actions while the component is mounted. The list may be made anew at each render: `run` is always
 * the newest, and the palette is told only of changes that show.
 */
export function useActions(actions: readonly Action[]): void {
  const registry = useActionRegistry();
  const [source] = useState(() => Symbol('actions'));
  useEffect(() => {
    registry.set(source, actions);
  });
  useEffect(() => () => registry.delete(source), [registry, source]);
}

/** Offers what `search` finds in the command palette while mounted; it is asked at each letter typed. */
export function useActionSearch(search: ActionSearch): void {
  const registry = useActionRegistry();
  const newest = useRef(search);
  useEffect(() => {
    newest.current = search;
  });
  useEffect(() => registry.addSearch((query) => newest.current(query)), [registry]);
}
