import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A running app with folders of its own. */
export interface RunningApp {
  app: ElectronApplication;
  window: Page;
  /** DOCKER_CONFIG of this run. */
  dockerConfig: string;
  userData: string;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** DOCKER_HOST; none leaves the app to find nothing. */
  host?: string;
  /** `en-US` or `zh-CN`. */
  language?: string;
  args?: string[];
  env?: Record<string, string>;
  /** Folders of an earlier run, to see what is remembered. */
  dockerConfig?: string;
  userData?: string;
}

let executable: Promise<string> | undefined;

/** The Electron executable that set-up chose, as `npm run --silent electron-path` prints it. */
export function electronPath(): Promise<string> {
  executable ??= promisify(execFile)('node', [join(ROOT, 'build/electron-path.mjs')]).then(({ stdout }) =>
    stdout.trim(),
  );
  return executable;
}

/** The person's own engines and credentials must never be seen by a test. */
export function isolatedEnvironment(
  options: Pick<LaunchOptions, 'host' | 'language' | 'env'>,
  dockerConfig: string,
  home: string,
): Record<string, string> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name, value]) => value !== undefined && !/^(DOCKER_|LAYERYARD_)/.test(name),
    ),
  ) as Record<string, string>;
  return {
    ...inherited,
    HOME: home,
    XDG_RUNTIME_DIR: home,
    DOCKER_CONFIG: dockerConfig,
    ...(options.host === undefined ? {} : { DOCKER_HOST: options.host }),
    LANGUAGE: options.language ?? 'en-US',
    ...options.env,
  };
}

/** Answers the questions at the end as somebody who needs nothing of what is left: do not save, cancel the jobs. */
async function giveUp(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async (...given: unknown[]) => {
      const { buttons } = given.at(-1) as { buttons: string[] };
      return { response: buttons.length === 3 ? 1 : 0, checkboxChecked: false };
    };
  });
}

/** Starts the built app against one engine and waits for its window. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const folder = await mkdtemp(join(tmpdir(), 'layeryard-e2e-'));
  const dockerConfig = options.dockerConfig ?? join(folder, 'docker');
  const userData = options.userData ?? join(folder, 'user-data');
  const app = await electron.launch({
    executablePath: await electronPath(),
    args: [
      '--no-sandbox',
      `--lang=${options.language ?? 'en-US'}`,
      `--user-data-dir=${userData}`,
      ROOT,
      ...(options.args ?? []),
    ],
    cwd: ROOT,
    env: isolatedEnvironment(options, dockerConfig, folder),
  });
  const child = app.process();
  const window = await app.firstWindow();
  return {
    app,
    window,
    dockerConfig,
    userData,
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) await giveUp(app);
      await app.close();
      // Chromium's helpers may still write there for a moment after the app has ended.
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
