import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand, Settings } from '../contract';
import type { Texts } from './texts';

export interface MenuInput {
  texts: Texts;
  settings: Pick<Settings, 'theme' | 'language'>;
  onCommand: (command: MenuCommand) => void;
}

type Item = MenuItemConstructorOptions;

/** Puts the native menu in place; called again when language or theme change. */
export function setMenu(input: MenuInput): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(input, process.platform === 'darwin')));
}

/** The menu as data. Commands do not act themselves: the window has the one definition of each action. */
export function menuTemplate(input: MenuInput, mac: boolean): Item[] {
  return [
    ...(mac ? [macAppMenu(input)] : []),
    fileMenu(input, mac),
    editMenu(input),
    viewMenu(input),
    goMenu(input),
    windowMenu(input, mac),
    helpMenu(input, mac),
  ];
}

function command(input: MenuInput, name: MenuCommand, accelerator?: string): Item {
  const label = input.texts.menu.command[name];
  const click = () => input.onCommand(name);
  return accelerator === undefined ? { id: name, label, click } : { id: name, label, click, accelerator };
}

function choice(input: MenuInput, name: MenuCommand, checked: boolean): Item {
  return { ...command(input, name), type: 'radio', checked };
}

const separator: Item = { type: 'separator' };

function macAppMenu(input: MenuInput): Item {
  return {
    label: 'Layeryard',
    submenu: [
      command(input, 'about'),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit', label: input.texts.menu.quit },
    ],
  };
}

function fileMenu(input: MenuInput, mac: boolean): Item {
  return {
    label: input.texts.menu.file,
    submenu: [
      command(input, 'pull', 'CmdOrCtrl+P'),
      command(input, 'load', 'CmdOrCtrl+O'),
      command(input, 'open-archive', 'CmdOrCtrl+Shift+O'),
      command(input, 'import'),
      command(input, 'build', 'CmdOrCtrl+B'),
      command(input, 'search', 'CmdOrCtrl+Shift+F'),
      separator,
      command(input, 'prune'),
      command(input, 'sign-in'),
      ...(mac ? [] : [separator, { role: 'quit', label: input.texts.menu.quit } satisfies Item]),
    ],
  };
}

function editMenu(input: MenuInput): Item {
  const { menu } = input.texts;
  return {
    label: menu.edit,
    submenu: [
      { role: 'undo', label: menu.undo },
      { role: 'redo', label: menu.redo },
      separator,
      { role: 'cut', label: menu.cut },
      { role: 'copy', label: menu.copy },
      { role: 'paste', label: menu.paste },
      { role: 'selectAll', label: menu.selectAll },
      separator,
      command(input, 'find', 'CmdOrCtrl+F'),
    ],
  };
}

function viewMenu(input: MenuInput): Item {
  const { menu } = input.texts;
  const { theme, language } = input.settings;
  return {
    label: menu.view,
    submenu: [
      command(input, 'palette', 'CmdOrCtrl+K'),
      command(input, 'refresh', 'CmdOrCtrl+R'),
      separator,
      {
        label: menu.theme,
        submenu: [
          choice(input, 'theme-system', theme === 'system'),
          choice(input, 'theme-light', theme === 'light'),
          choice(input, 'theme-dark', theme === 'dark'),
        ],
      },
      {
        label: menu.language,
        submenu: [
          choice(input, 'language-en', language === 'en'),
          choice(input, 'language-zh', language === 'zh-CN'),
        ],
      },
      separator,
      { role: 'resetZoom', label: menu.actualSize },
      { role: 'zoomIn', label: menu.zoomIn },
      { role: 'zoomOut', label: menu.zoomOut },
      separator,
      { role: 'togglefullscreen', label: menu.fullScreen },
    ],
  };
}

function goMenu(input: MenuInput): Item {
  return {
    label: input.texts.menu.go,
    submenu: [
      command(input, 'go-images', 'CmdOrCtrl+1'),
      command(input, 'go-build', 'CmdOrCtrl+2'),
      command(input, 'go-registries', 'CmdOrCtrl+3'),
      command(input, 'go-jobs', 'CmdOrCtrl+4'),
    ],
  };
}

function windowMenu(input: MenuInput, mac: boolean): Item {
  const { menu } = input.texts;
  const front: Item[] = mac ? [separator, { role: 'front' }] : [];
  return {
    label: menu.window,
    role: 'window',
    submenu: [{ role: 'minimize', label: menu.minimize }, { role: 'close', label: menu.close }, ...front],
  };
}

function helpMenu(input: MenuInput, mac: boolean): Item {
  return {
    label: input.texts.menu.help,
    role: 'help',
    submenu: [command(input, 'shortcuts', 'CmdOrCtrl+/'), ...(mac ? [] : [command(input, 'about')])],
  };
}
