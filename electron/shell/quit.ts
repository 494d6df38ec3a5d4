import { app, type BrowserWindow } from 'electron';
import type { UnsavedFiles } from './unsaved-files';

export interface QuitInput {
  runningJobs: () => number;
  /** Texts in the window that were not saved. */
  unsaved: Pick<UnsavedFiles, 'any' | 'settle'>;
  /** Asks the person; true means quit although jobs run. */
  confirm: (running: number) => Promise<boolean>;
  /** Cancels the jobs and answers when they have ended and everything is written. */
  finish: () => Promise<void>;
  onError: (thrown: unknown) => void;
}

type Stage = 'open' | 'asking' | 'finishing' | 'finished';

/**
 * Leaves nothing half-done: quitting first asks when texts are not saved or jobs run, then cancels them, waits for their clean-up,
 * and only then lets the app go. A signal (log-out, Ctrl-C) does the same without the question.
 */
export function quitSafely(input: QuitInput): { guard: (window: BrowserWindow) => void } {
  let stage: Stage = 'open';
  const finish = async () => {
    stage = 'finishing';
    await input.finish().catch(input.onError);
    stage = 'finished';
    app.quit();
  };
  const mayGo = async () => {
    if (!(await input.unsaved.settle())) return false;
    const running = input.runningJobs();
    return running === 0 || (await input.confirm(running));
  };
  const ask = async () => {
    stage = 'asking';
    if (await mayGo()) await finish();
    else stage = 'open';
  };
  app.on('before-quit', (event) => {
    if (stage === 'finished') return;
    event.preventDefault();
    if (stage !== 'open') return;
    const free = input.runningJobs() === 0 && !input.unsaved.any;
    (free ? finish() : ask()).catch(input.onError);
  });
  const obeySignals = () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (stage === 'open' || stage === 'asking') finish().catch(input.onError);
      });
    }
  };
  // Earlier handlers are replaced by Electron's own, which quit like a person: with the question.
  app.whenReady().then(obeySignals, input.onError);
  // Closing the window is quitting: asked first, so that it is still there when the answer is no. A Mac keeps the app.
  const guard = (window: BrowserWindow) => {
    window.on('close', (event) => {
      if (stage === 'finished') return;
      event.preventDefault();
      if (process.platform === 'darwin' && stage === 'open') window.hide();
      else app.quit();
    });
  };
  return { guard };
}
