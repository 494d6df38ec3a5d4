import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export interface ProgramPlace {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
}

/**
 * Absolute path of a program in the search path; null when there is none. A desktop session often has a shorter
 * search path than a shell, so the folders where Docker's installers put programs are looked at last.
 */
export function findProgram(name: string, { env, platform }: ProgramPlace): string | null {
  const folders = (env.PATH ?? env.Path ?? '').split(platform === 'win32' ? ';' : ':');
  const names = platform === 'win32' ? [`${name}.exe`, `${name}.cmd`, name] : [name];
  for (const folder of [...folders, ...installFolders({ env, platform })]) {
    for (const candidate of names) {
      const file = path.join(folder, candidate);
      if (folder !== '' && isExecutable(file)) return file;
    }
  }
  return null;
}

function installFolders({ env, platform }: ProgramPlace): string[] {
  const home = env.HOME ?? env.USERPROFILE ?? '';
  const ofUser = home === '' ? [] : [path.join(home, '.docker', 'bin')];
  if (platform === 'darwin') {
    const app = '/Applications/Docker.app/Contents/Resources/bin';
    return ['/usr/local/bin', '/opt/homebrew/bin', ...ofUser, app];
  }
  if (platform === 'win32') {
    const programs = env.ProgramFiles ?? 'C:\\Program Files';
    return [...ofUser, `${programs}\\Docker\\Docker\\resources\\bin`];
  }
  return ['/usr/local/bin', ...ofUser];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Absent or not executable: for a search both mean "look further".
    return false;
  }
}
