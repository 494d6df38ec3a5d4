import path from 'node:path';
import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import type { Texts } from './texts';
import type { UnsavedChoice } from './unsaved-files';

/** A dialog of the system cannot be scrolled. */
const MOST_NAMED = 8;

const archiveExtensions = ['tar', 'tgz', 'gz', 'xz', 'bz2', 'zst'];

/** Lets the person pick an archive to read; null when they change their mind. */
export async function chooseOpenFile(window: BrowserWindow | null, texts: Texts): Promise<string | null> {
  const options: OpenDialogOptions = { properties: ['openFile'], filters: filters(texts) };
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return answer.filePaths[0] ?? null;
}

/**
 * Lets the person pick an archive whose layers to look at; null when they change their mind. Few systems let a dialog
 * choose both files and folders, so an OCI layout folder is chosen by one of the two files that every layout has
 * (OCI image layout specification).
 */
export async function chooseArchive(window: BrowserWindow | null, texts: Texts): Promise<string | null> {
  const [archives, all] = filters(texts);
  const layouts = { name: texts.files.layouts, extensions: [...(archives?.extensions ?? []), 'json'] };
  const options: OpenDialogOptions = { properties: ['openFile'], filters: [layouts, ...(all ? [all] : [])] };
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  const chosen = answer.filePaths[0];
  return chosen === undefined ? null : layoutFolder(chosen);
}

/** The folder that a layout's own file stands for; every other file stands for itself. */
export function layoutFolder(file: string): string {
  return ['oci-layout', 'index.json'].includes(path.basename(file)) ? path.dirname(file) : file;
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

/** What is to become of texts in the window that were not saved. */
export async function askAboutUnsaved(
  window: BrowserWindow | null,
  { unsaved }: Texts,
  files: readonly string[],
): Promise<UnsavedChoice> {
  const named = files.slice(0, MOST_NAMED).join('\n');
  const options = {
    type: 'warning' as const,
    message: unsaved.message(files.length, path.basename(files[0] ?? '')),
    detail: `${files.length > MOST_NAMED ? `${named}\n…` : named}\n\n${unsaved.detail}`,
    buttons: [unsaved.save, unsaved.discard, unsaved.stay],
    defaultId: 0,
    cancelId: 2,
  };
  const answer = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
  return (['save', 'discard'] as const)[answer.response] ?? 'stay';
}

function filters(texts: Texts): { name: string; extensions: string[] }[] {
  return [
    { name: texts.files.archives, extensions: archiveExtensions },
    { name: texts.files.all, extensions: ['*'] },
  ];
}
