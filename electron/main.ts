import os from 'node:os';
import path from 'node:path';
import { app, type BrowserWindow, ipcMain, nativeTheme } from 'electron';
import type { JobSnapshot, MenuCommand, Publish, Settings } from './contract';
import { publishToWindows } from './ipc/publish';
import { registerRequests } from './ipc/register';
import { serviceHandlers } from './services/handlers';
import { type Log, openLog } from './services/log';
import { createServices } from './services/services';
import { SettingsService } from './services/settings';
import { isOwnUrl } from './shell/address';
import { shellHandlers } from './shell/app-requests';
import { confirmQuit } from './shell/dialogs';
import { fileArguments } from './shell/file-arguments';
import { setMenu } from './shell/menu';
import { notifyOfEndedJobs } from './shell/notifications';
import { OpenedFiles } from './shell/opened-files';
import { refuseEverythingElse } from './shell/permissions';
import { declareScheme, serveRenderer } from './shell/protocol';
import { quitSafely } from './shell/quit';
import { becomeOnlyInstance } from './shell/single-instance';
import { textsFor } from './shell/texts';
import { focusWindow, loadPage, openWindow, placeOf } from './shell/window';

const dataFolder = app.getPath('userData');
const appFolder = app.getAppPath();
const log = setUpLog();
const settings = new SettingsService(dataFolder, (thrown) => log.error('settings', thrown));
const notify = notifyOfEndedJobs(() => settings.get(), showWindow);
const publish: Publish = (name, payload) => {
  publishToWindows(name, payload);
  if (name === 'jobs.updated') notify(payload as JobSnapshot[]);
};
const services = createServices({
  env: process.env,
  home: os.homedir(),
  dataFolder,
  downloadsFolder: app.getPath('downloads'),
  settings,
  publish,
  log,
});
const openedFiles = new OpenedFiles((file) => publishToWindows('file.opened', { path: file }));
let window: BrowserWindow | null = null;

declareScheme();
if (becomeOnlyInstance(openFromSecondStart)) start().catch((thrown: unknown) => log.error('start', thrown));
else app.quit();

async function start(): Promise<void> {
  const quit = setUpQuit();
  setUpOpenedFiles();
  await app.whenReady();
  setUpConfinement();
  setUpRequests();
  setUpTheme();
  const opening = setUpWindow(quit.guard);
  // The engine is asked while the page is still being read.
  services.start();
  await opening;
  setUpMenu();
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
    runningJobs: () => services.jobs.runningCount,
    confirm: (running) => confirmQuit(window, currentTexts(), running),
    finish: async () => {
      if (window) settings.windowPlace = placeOf(window);
      await services.stop();
    },
    onError: (thrown) => log.error('quit', thrown),
  });
}

function setUpConfinement(): void {
  refuseEverythingElse();
  serveRenderer(path.join(appFolder, 'dist/renderer'));
}

function setUpRequests(): void {
  registerRequests({
    ipcMain,
    handlers: {
      ...serviceHandlers(services),
      ...shellHandlers({ texts: currentTexts, sandboxHost: process.env.LAYERYARD_SANDBOX_HOST ?? null }),
    },
    isTrusted: isOwnUrl,
    checkAnswers: process.env.LAYERYARD_CHECK_ANSWERS === '1',
    onUnexpected: (name, thrown) => log.error(`request ${name}`, thrown),
  });
  settings.onChange((changed) => publishToWindows('settings.changed', changed));
}

function setUpTheme(): void {
  const follow = ({ theme }: Settings) => {
    nativeTheme.themeSource = theme;
  };
  follow(settings.get());
  settings.onChange(follow);
}

function setUpMenu(): void {
  const onCommand = (command: MenuCommand) => publishToWindows('menu.command', { command });
  const rebuild = () => setMenu({ texts: currentTexts(), settings: settings.get(), onCommand });
  rebuild();
  settings.onChange(rebuild);
}

async function setUpWindow(guard: (window: BrowserWindow) => void): Promise<void> {
  const opened = openWindow({
    preload: path.join(appFolder, 'dist/electron/preload.cjs'),
    icon: path.join(appFolder, 'dist/electron/icon.png'),
    saved: settings.windowPlace,
    onPlace: (place) => {
      settings.windowPlace = place;
    },
  });
  window = opened;
  guard(opened);
  opened.once('closed', () => {
    window = null;
  });
  opened.webContents.on('dom-ready', () => openedFiles.deliver());
  await loadPage(opened);
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
  return textsFor(settings.get().language);
}
