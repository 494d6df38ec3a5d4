import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import type { Texts } from './texts';

const archiveExtensions = ['tar', 'tgz', 'gz', 'xz', 'bz2', 'zst'];

/** Lets the person pick an archive to read; null when they change their mind. */
export async function chooseOpenFile(window: BrowserWindow | null, texts: Texts): Promise<string | null> {
  const options: OpenDialogOptions = { properties: ['openFile'], filters: filters(texts) };
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return answer.filePaths[0] ?? null;
}

/** Lets the person name a new archive; null when they change their mind. The system's dialog asks before replacing. */
export async function chooseSaveFile(
  window: BrowserWindow | null,
  texts: Texts,
  suggestion: string,
): Promise<string | null> {
  const options: SaveDialogOptions = { defaultPath: suggestion, filters: filters(texts) };
  const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
  return answer.canceled || !answer.filePath ? null : answer.filePath;
}

/** Lets the person pick a folder; null when they change their mind. */
export async function chooseFolder(window: BrowserWindow | null): Promise<string | null> {
  const options: OpenDialogOptions = { properties: ['openDirectory'] };
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return answer.filePaths[0] ?? null;
}

/** Whether to quit although jobs are running. */
export async function confirmQuit(
  window: BrowserWindow | null,
  texts: Texts,
  running: number,
): Promise<boolean> {
  const options = {
    type: 'warning' as const,
    message: texts.quit.message(running),
    detail: texts.quit.detail,
    buttons: [texts.quit.confirm, texts.quit.stay],
    defaultId: 1,
    cancelId: 1,
  };
  const answer = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
  return answer.response === 0;
}

function filters(texts: Texts): { name: string; extensions: string[] }[] {
  return [
    { name: texts.files.archives, extensions: archiveExtensions },
    { name: texts.files.all, extensions: ['*'] },
  ];
}
