import { app, BrowserWindow, clipboard, shell } from 'electron';
import type { AppInfo, Handlers } from '../contract';
import { chooseArchive, chooseFolder, chooseOpenFile, chooseSaveFile } from './dialogs';
import { openHelpPage } from './help-pages';
import { systemLanguage, type Texts } from './texts';
import type { UnsavedFiles } from './unsaved-files';

/** The requests that only the desktop can answer. */
export type ShellHandlers = Pick<
  Handlers,
  | 'app.info'
  | 'app.openHelp'
  | 'app.copyText'
  | 'app.revealFile'
  | 'app.chooseOpenFile'
  | 'app.chooseSaveFile'
  | 'app.chooseFolder'
  | 'app.openArchive'
  | 'app.setUnsaved'
  | 'app.savedAll'
>;

export interface ShellRequestsInput {
  texts: () => Texts;
  sandboxHost: string | null;
  openArchive: (path: string) => Promise<void>;
  unsaved: UnsavedFiles;
}

export function shellHandlers({
  texts,
  sandboxHost,
  openArchive,
  unsaved,
}: ShellRequestsInput): ShellHandlers {
  return {
    'app.info': async () => appInfo(sandboxHost),
    'app.openHelp': async ({ page }) => {
      await openHelpPage(page);
      return undefined;
    },
    'app.copyText': async ({ text }) => {
      clipboard.writeText(text);
      return undefined;
    },
    'app.revealFile': async ({ path }) => {
      shell.showItemInFolder(path);
      return undefined;
    },
    'app.chooseOpenFile': ({ purpose }) =>
      (purpose === 'open-archive' ? chooseArchive : chooseOpenFile)(currentWindow(), texts()),
    'app.chooseSaveFile': ({ suggestedName }) => chooseSaveFile(currentWindow(), texts(), suggestedName),
    'app.chooseFolder': () => chooseFolder(currentWindow()),
    'app.openArchive': async ({ path }) => {
      await openArchive(path);
      return undefined;
    },
    'app.setUnsaved': async ({ files }) => {
      unsaved.set(files);
      return undefined;
    },
    'app.savedAll': async ({ saved }) => {
      unsaved.saved(saved);
      return undefined;
    },
  };
}

function currentWindow(): BrowserWindow | null {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0] ?? null;
}

function appInfo(sandboxHost: string | null): AppInfo {
  return {
    version: app.getVersion(),
    electron: process.versions.electron ?? '',
    chrome: process.versions.chrome ?? '',
    node: process.versions.node,
    platform: platform(),
    systemLanguage: systemLanguage(),
    sandboxHost,
  };
}

function platform(): AppInfo['platform'] {
  const { platform: name } = process;
  return name === 'linux' || name === 'darwin' || name === 'win32' ? name : 'other';
}
