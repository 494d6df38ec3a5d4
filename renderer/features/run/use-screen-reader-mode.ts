import { useState } from 'react';

const key = 'layeryard.terminal.screen-reader';

/** Whether terminals also write their lines where screen readers find them; remembered by the window. */
export function useScreenReaderMode(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(key) === 'on');
  const change = (next: boolean) => {
    localStorage.setItem(key, next ? 'on' : 'off');
    setOn(next);
  };
  return [on, change];
}
