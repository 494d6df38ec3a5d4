import { BrowserWindow } from 'electron';
import type { EventName, Events, Publish } from '../contract';
import { EVENT_CHANNEL } from '../contract/channels';
import { toJson } from '../contract/json';

/** Tells every window that has a page; a page that loads later asks for the state itself. */
export const publishToWindows: Publish = (name, payload) => {
  const windows = BrowserWindow.getAllWindows();
  if (windows.length === 0) return;
  const text = toJson(payload);
  for (const window of windows) {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, { name, payload: text });
  }
};

/** Tells one window only; answers whether it is there. */
export function publishTo<N extends EventName>(
  window: BrowserWindow | null,
  name: N,
  payload: Events[N],
): boolean {
  if (window === null || window.isDestroyed()) return false;
  window.webContents.send(EVENT_CHANNEL, { name, payload: toJson(payload) });
  return true;
}
