import os from 'node:os';
import path from 'node:path';
import { app, BrowserWindow, ipcMain, nativeTheme } from 'electron';
import type { JobSnapshot, MenuCommand, Publish, Settings } from './contract';
import { publishTo, publishToWindows } from './ipc/publish';
import { type RunRequest, registerRequests } from './ipc/register';
import type { Services, SettingsService } from './services/behind-the-window';
import { Deferred } from './services/deferred';
import { type Log, openLog } from './services/log';
import { readServices } from './services/read-in-steps';
import { isOwnUrl } from './shell/address';
import { shellHandlers } from './shell/app-requests';
import { ArchiveWindows } from './shell/archive-windows';
import { CompiledCode } from './shell/compiled-code';
import { askAboutUnsaved, confirmQuit } from './shell/dialogs';
import { fileArguments } from './shell/file-arguments';
import { setMenu } from './shell/menu';
import { notifyOfEndedJobs } from './shell/notifications';
import { OpenedFiles } from './shell/opened-files';
import { refuseEverythingElse } from './shell/permissions';
import { declareScheme, serveRenderer } from './shell/protocol';
import { quitSafely } from './shell/quit';
import { becomeOnlyInstance } from './shell/single-instance';
import { textsFor } from './shell/texts';
import { UnsavedFiles } from './shell/unsaved-files';
import { focusWindow, loadPage, openWindow, placeOf, placeWindow } from './shell/window';

const dataFolder = app.getPath('userData');
const appFolder = app.getAppPath();
const log = setUpLog();
const preload = path.join(appFolder, 'dist/electron/preload.cjs');
const icon = path.join(appFolder, 'dist/electron/icon.png');
const archiveWindows = new ArchiveWindows({ preload, icon });
const openedFiles = new OpenedFiles((file) => publishTo(window, 'file.opened', { path: file }));
const compiledCode = new CompiledCode({
  bundle: path.join(appFolder, 'dist/electron'),
  folder: path.join(dataFolder, 'compiled-code'),
});
const unsaved = new UnsavedFiles({
  ask: (files) => askAboutUnsaved(window, currentTexts(), files),
  save: () => publishTo(window, 'app.saveAll', {}),
});
const run = new Deferred<RunRequest>();
let window: BrowserWindow | null = null;
let settings: SettingsService | null = null;
let services: Services | null = null;

declareScheme();
if (becomeOnlyInstance(openFromSecondStart)) start().catch((thrown: unknown) => log.error('start', thrown));
else app.quit();

/** The window comes first: everything else is read and started while its page is on the way. */
async function start(): Promise<void> {
  compiledCode.install();
  const quit = setUpQuit();
  setUpOpenedFiles();
  await app.whenReady();
  const pageServed = setUpConfinement();
  registerRequests({ ipcMain, isTrusted: isOwnUrl, run: run.promise });
  const opened = setUpWindow(quit.guard);
  const loading = loadPage(opened);
  // Reading the services at once would keep the page from being asked for; a page that fails is no reason to wait.
  await Promise.race([pageServed, loading]);
  await setUpServices();
  await loading;
}

/** What answers the page, and what follows the person's settings. */
async function setUpServices(): Promise<void> {
  const behind = await readServices();
  const kept = new behind.SettingsService(dataFolder, (thrown) => log.error('settings', thrown));
  settings = kept;
  setUpTheme(kept);
  setUpPlace(kept);
  const created = behind.createServices({
    env: process.env,
    home: os.homedir(),
    dataFolder,
    downloadsFolder: app.getPath('downloads'),
    settings: kept,
    publish: publishAndNotify(kept),
    startWorker: behind.workerThread(path.join(appFolder, 'dist/electron/worker.cjs')),
    measure: behind.measureOnThread(path.join(appFolder, 'dist/electron/measure.cjs')),
    pack: behind.packOnThread(path.join(appFolder, 'dist/electron/pack.cjs')),
    log,
  });
  services = created;
  created.start();
  const shell = shellHandlers({
    texts: currentTexts,
    sandboxHost: process.env.LAYERYARD_SANDBOX_HOST ?? null,
    openArchive: (file) => archiveWindows.open(file),
    unsaved,
  });
  const handlers = { ...behind.serviceHandlers(created), ...shell };
  const options = {
    checkAnswers: process.env.LAYERYARD_CHECK_ANSWERS === '1',
    onUnexpected: (name: string, thrown: unknown) => log.error(`request ${name}`, thrown),
  };
  run.resolve(async (name, input) => await behind.runRequest(handlers, name, input, options));
  kept.onChange((changed) => publishToWindows('settings.changed', changed));
  setUpMenu(kept);
}

function publishAndNotify(kept: SettingsService): Publish {
  const notify = notifyOfEndedJobs(() => kept.get(), showWindow);
  return (name, payload) => {
    publishToWindows(name, payload);
    if (name === 'jobs.updated') notify(payload as JobSnapshot[]);
  };
}

function setUpLog(): Log {
  const opened = openLog(path.join(dataFolder, 'logs'));
  // Without these Electron shows a crash dialog, or the process ends without a word.
  process.on('uncaughtException', (thrown) => opened.error('uncaught', thrown));
  process.on('unhandledRejection', (thrown) => opened.error('unhandled', thrown));
  return opened;
}

function setUpQuit() {
  app.on('window-all-closed', () => app.quit());
  app.on('activate', showWindow);
  return quitSafely({
    runningJobs: () => services?.jobs.runningCount ?? 0,
    unsaved,
    confirm: (running) => confirmQuit(window, currentTexts(), running),
    finish: async () => {
      if (window && settings) settings.windowPlace = placeOf(window);
      await services?.stop();
      compiledCode.keep();
    },
    onError: (thrown) => log.error('quit', thrown),
  });
}

function setUpConfinement(): Promise<void> {
  refuseEverythingElse();
  return serveRenderer(path.join(appFolder, 'dist/renderer'));
}

function setUpTheme(kept: SettingsService): void {
  const follow = ({ theme }: Settings) => {
    nativeTheme.themeSource = theme;
  };
  follow(kept.get());
  kept.onChange(follow);
}

function setUpMenu(kept: SettingsService): void {
  const onCommand = (command: MenuCommand) =>
    publishTo(BrowserWindow.getFocusedWindow() ?? window, 'menu.command', { command });
  const rebuild = () => setMenu({ texts: currentTexts(), settings: kept.get(), onCommand });
  rebuild();
  kept.onChange(rebuild);
}

function setUpWindow(guard: (window: BrowserWindow) => void): BrowserWindow {
  const opened = openWindow({ preload });
  window = opened;
  guard(opened);
  opened.once('closed', () => {
    window = null;
    archiveWindows.closeAll();
  });
  opened.webContents.on('dom-ready', () => openedFiles.deliver());
  for (const gone of ['dom-ready', 'render-process-gone'] as const) {
    opened.webContents.on(gone as 'dom-ready', () => unsaved.lost());
  }
  return opened;
}

/** Puts the window where it stood the last time, before anything of it is seen. */
function setUpPlace(kept: SettingsService): void {
  if (!window) return;
  placeWindow(window, {
    icon,
    saved: kept.windowPlace,
    onPlace: (place) => {
      kept.windowPlace = place;
    },
  });
}

function setUpOpenedFiles(): void {
  openedFiles.add(fileArguments(process.argv, process.cwd(), app.isPackaged ? null : appFolder));
  app.on('open-file', (event, file) => {
    event.preventDefault();
    openedFiles.add([file]);
  });
}

function openFromSecondStart(argv: string[], cwd: string): void {
  openedFiles.add(fileArguments(argv, cwd, app.isPackaged ? null : appFolder));
  showWindow();
}

function showWindow(): void {
  if (window) focusWindow(window);
}

function currentTexts() {
  return textsFor(settings?.get().language ?? 'system');
}
