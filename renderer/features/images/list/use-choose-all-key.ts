import { type RefObject, useEffect, useEffectEvent } from 'react';

/**
 * Ctrl/Cmd-A chooses all rows while the focus is in the list or nowhere; in a text it keeps its usual meaning.
 */
export function useChooseAllKey(list: RefObject<HTMLElement | null>, chooseAll: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const all = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'a';
    if (!all || event.defaultPrevented || !(event.target instanceof Element)) return;
    if (event.target !== document.body && !list.current?.contains(event.target)) return;
    event.preventDefault();
    chooseAll();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
