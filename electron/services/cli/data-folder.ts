import path from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** Where the app keeps its data (Electron's `userData`), so that the command line and the window share what is known. */
export function appDataFolder(env: Env, home: string, platform: NodeJS.Platform): string {
  switch (platform) {
    case 'darwin':
      return path.join(home, 'Library/Application Support/Layeryard');
    case 'win32':
      return path.join(env.APPDATA || path.join(home, 'AppData/Roaming'), 'Layeryard');
    default:
      return path.join(env.XDG_CONFIG_HOME || path.join(home, '.config'), 'Layeryard');
  }
}
