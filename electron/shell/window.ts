import { BrowserWindow, nativeTheme, screen } from 'electron';
import { indexUrl } from './address';
import { placeOnScreens, smallest, type WindowPlace } from './window-place';

/** The page's own background (`--surface`) in either theme, so that the window never flashes before it paints. */
const backgrounds = { light: '#fcfcfb', dark: '#1a1a19' };

export interface PlaceInput {
  icon: string;
  saved: WindowPlace | null;
  /** Told where the window stands, at rest, after it was moved or resized. */
  onPlace: (place: WindowPlace) => void;
}

/** Pages that have something to show. */
const painted = new WeakSet<BrowserWindow>();

/** Makes a window; nobody sees it before `placeWindow` or `showWhenPainted`. */
export function openWindow({ preload }: { preload: string }): BrowserWindow {
  const window = new BrowserWindow({
    ...placeOnScreens(null, workAreas()),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Layeryard',
    backgroundColor: background(),
    autoHideMenuBar: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => painted.add(window));
  followTheme(window);
  return window;
}

/** Puts the window where it stood, and shows it once its page has something to show. */
export function placeWindow(window: BrowserWindow, { icon, saved, onPlace }: PlaceInput): void {
  if (saved) {
    const { x, y, ...size } = placeOnScreens(saved, workAreas());
    window.setSize(size.width, size.height);
    if (x !== undefined && y !== undefined) window.setPosition(x, y);
    if (saved.maximized) window.maximize();
  }
  showWhenPainted(window, icon);
  rememberPlace(window, onPlace);
}

/** Shows a window once its page has something to show. */
export function showWhenPainted(window: BrowserWindow, icon: string): void {
  if (process.platform !== 'darwin') window.setIcon(icon);
  if (painted.has(window)) window.show();
  else window.once('ready-to-show', () => window.show());
}

/** Loads the app's page. Apart from opening, so that everything that answers it can be in place before. */
export async function loadPage(window: BrowserWindow, url = indexUrl): Promise<void> {
  await window.loadURL(url);
}

/** Brings a window back in front of the person, from wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light;
}

function followTheme(window: BrowserWindow): void {
  const repaint = () => window.setBackgroundColor(background());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
}

/** Primary screen first. */
function workAreas() {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}

/** Where a window stands, as it is to come back. */
export function placeOf(window: BrowserWindow): WindowPlace {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

function rememberPlace(window: BrowserWindow, onPlace: (place: WindowPlace) => void): void {
  const restAfter = 400;
  let timer: NodeJS.Timeout | null = null;
  const tellAtRest = () => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      if (!window.isDestroyed()) onPlace(placeOf(window));
    }, restAfter);
  };
  for (const moved of ['resize', 'move', 'maximize', 'unmaximize'] as const) {
    window.on(moved as 'resize', tellAtRest);
  }
}
