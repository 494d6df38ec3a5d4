import path from 'node:path';

/**
 * The files that a command line asks the app to open, absolute. `argv` as the process got it, `cwd` where it was
 * given. Electron puts its own switches among the arguments and, when the app is not packaged, a path to the app
 * (`appPath`), perhaps after `-r SCRIPT`; what stands before that path is not for us.
 */
export function fileArguments(argv: string[], cwd: string, appPath: string | null): string[] {
  const given = argv.slice(1);
  const own = appPath === null ? -1 : given.findIndex((argument) => path.resolve(cwd, argument) === appPath);
  return given
    .slice(own + 1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => path.resolve(cwd, argument));
}
