import { BrowserWindow } from 'electron';
import { EVENT_CHANNEL, type Publish } from '../contract';

/** Tells every window that has a page; a page that loads later asks for the state itself. */
export const publishToWindows: Publish = (name, payload) => {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, { name, payload });
  }
};
