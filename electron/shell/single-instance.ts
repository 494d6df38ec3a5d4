import { app } from 'electron';

/**
 * Makes this the only instance of the app with this data folder. False when another one runs: it has been told,
 * and this one should leave. `onSecond` gets the arguments and the folder of later starts.
 */
export function becomeOnlyInstance(onSecond: (argv: string[], cwd: string) => void): boolean {
  // Chromium reorders and adds switches in the argument list of the event, so the original one travels beside it.
  if (!app.requestSingleInstanceLock({ argv: process.argv })) return false;
  app.on('second-instance', (_event, argv, cwd, data) => onSecond(argvOf(data) ?? argv, cwd));
  return true;
}

function argvOf(data: unknown): string[] | null {
  if (typeof data !== 'object' || data === null || !('argv' in data)) return null;
  const { argv } = data;
  return Array.isArray(argv) && argv.every((argument) => typeof argument === 'string') ? argv : null;
}
