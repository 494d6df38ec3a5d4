import { type RefObject, useLayoutEffect, useRef } from 'react';

export interface FilledBox {
  ref: RefObject<HTMLInputElement | null>;
  /** To be told of each text that the person writes. */
  typed: (text: string) => void;
}

/**
 * For a box that may be filled while a person is about to write in it: what was filled in is then selected whole, so
 * that the next key takes its place instead of being added to it.
 */
export function useFilledBox(value: string): FilledBox {
  const ref = useRef<HTMLInputElement>(null);
  const written = useRef(value);
  useLayoutEffect(() => {
    if (value === written.current) return;
    written.current = value;
    const box = ref.current;
    if (box !== null && box === document.activeElement) box.select();
  }, [value]);
  const typed = (text: string) => {
    written.current = text;
  };
  return { ref, typed };
}
