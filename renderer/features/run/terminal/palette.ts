import type { ITheme } from '@xterm/xterm';

type Names = 'black' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'white';
type Colours = Record<Names | `bright${Capitalize<Names>}`, string>;

/** The sixteen colours of programs; each can be read on the ground of its theme. */
const light: Colours = {
  black: '#1c1b1a',
  red: '#b3261e',
  green: '#17703c',
  yellow: '#8a4f00',
  blue: '#1f5fa8',
  magenta: '#8a3ab9',
  cyan: '#0b6b78',
  white: '#69665f',
  brightBlack: '#69665f',
  brightRed: '#c0322a',
  brightGreen: '#1d7a44',
  brightYellow: '#9a5a00',
  brightBlue: '#2a6dbb',
  brightMagenta: '#9a4bc8',
  brightCyan: '#0f7887',
  brightWhite: '#1c1b1a',
};

const dark: Colours = {
  black: '#45433f',
  red: '#ff8a7d',
  green: '#6ecf92',
  yellow: '#f4b04a',
  blue: '#82b8f5',
  magenta: '#d3a4f5',
  cyan: '#6fcfd8',
  white: '#dcd9d3',
  brightBlack: '#9c988f',
  brightRed: '#ffa498',
  brightGreen: '#8fe0ab',
  brightYellow: '#ffc873',
  brightBlue: '#a4ccf9',
  brightMagenta: '#e2c0fa',
  brightCyan: '#93e1e8',
  brightWhite: '#ffffff',
};

/** The colours of a terminal in the theme that the page has now. */
export function currentPalette(): ITheme {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ...(root.dataset.theme === 'dark' ? dark : light),
    background: token('--surface'),
    foreground: token('--fg'),
    cursor: token('--accent'),
    cursorAccent: token('--surface'),
    selectionBackground: token('--accent-fill'),
    selectionForeground: token('--on-accent'),
  };
}

/** Calls back at each change of theme, until the answered function is called. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

export const codeFont = (): string =>
  getComputedStyle(document.documentElement).getPropertyValue('--font-code').trim() || 'monospace';
