import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page } from '@playwright/test';

/** A running packaged app, driven from outside: its fuses keep Node's inspector, and so Playwright's launcher, out. */
export interface PackagedApp {
  window: Page;
  close(): Promise<void>;
}

/**
 * Starts a packaged app in the display of the test run.
 *
 * @param executable absolute path
 * @param host as for DOCKER_HOST
 * @param folder empty folder for everything that the app may write
 */
export async function startPackagedApp(
  executable: string,
  host: string,
  folder: string,
): Promise<PackagedApp> {
  const userData = join(folder, 'user-data');
  const child = spawn(
    executable,
    [...sandbox(), '--lang=en-US', '--remote-debugging-port=0', `--user-data-dir=${userData}`],
    { env: environment(host, folder), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const complaints = collect(child);
  try {
    const browser = await connect(child, userData, complaints);
    return { window: await firstPage(browser), close: async () => await close(child, browser) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Chromium refuses to build its sandbox as root. */
function sandbox(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** The person's own engines and credentials must never be seen by a test. */
function environment(host: string, folder: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(DOCKER_|LAYERYARD_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    DOCKER_CONFIG: join(folder, 'docker'),
    DOCKER_HOST: host,
    LANGUAGE: 'en-US',
  };
}

/** What the app says on standard error, for the message of a failed start. */
function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-4000);
  });
  return () => text;
}

async function connect(child: ChildProcess, userData: string, complaints: () => string): Promise<Browser> {
  // Chromium writes the port that it chose as the first line.
  const portFile = join(userData, 'DevToolsActivePort');
  await expect.poll(() => child.exitCode !== null || existsSync(portFile), { timeout: 30_000 }).toBe(true);
  if (child.exitCode !== null) throw new Error(`The app ended with ${child.exitCode}:\n${complaints()}`);
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  // Without defaults: Electron has no browser contexts to apply them to.
  return await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
}

async function firstPage(browser: Browser): Promise<Page> {
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  await expect.poll(() => pages().length).toBeGreaterThan(0);
  const [page] = pages();
  if (!page) throw new Error('The app opened no window');
  return page;
}

async function close(child: ChildProcess, browser: Browser): Promise<void> {
  await browser.close();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill();
  await ended;
}
