import { BrowserWindow } from 'electron';
import { EVENT_CHANNEL, type Publish, toJson } from '../contract';

/** Tells every window that has a page; a page that loads later asks for the state itself. */
export const publishToWindows: Publish = (name, payload) => {
  const windows = BrowserWindow.getAllWindows();
  if (windows.length === 0) return;
  const text = toJson(payload);
  for (const window of windows) {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, { name, payload: text });
  }
};
