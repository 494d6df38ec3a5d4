import { BrowserWindow, Notification } from 'electron';
import type { JobSnapshot, Settings } from '../contract';
import { textsFor } from './texts';

/** What to tell of a job that ended, or null when nobody needs to be told: it was short, cancelled, or is looked at. */
export function endedJobNotice(
  job: JobSnapshot,
  settings: Pick<Settings, 'language' | 'notifyAfter'>,
  windowFocused: boolean,
): { title: string; body: string } | null {
  if (windowFocused || job.endedAt === null) return null;
  if (job.state !== 'done' && job.state !== 'failed') return null;
  if (job.endedAt - job.startedAt < settings.notifyAfter) return null;
  return { title: textsFor(settings.language).ended[job.state][job.spec.kind], body: job.subject };
}

/** Tells the desktop of jobs as they end, each once. `onClick` brings the window back. */
export function notifyOfEndedJobs(
  settings: () => Settings,
  onClick: () => void,
): (jobs: JobSnapshot[]) => void {
  const told = new Set<string>();
  return (jobs) => {
    for (const job of jobs) {
      if (job.endedAt === null || told.has(job.id)) continue;
      told.add(job.id);
      const notice = endedJobNotice(job, settings(), BrowserWindow.getFocusedWindow() !== null);
      if (notice && Notification.isSupported()) show(notice, onClick);
    }
  };
}

/** Shown notifications are held here: one that is collected loses its click. */
const shown = new Set<Notification>();

function show(notice: { title: string; body: string }, onClick: () => void): void {
  const notification = new Notification(notice);
  shown.add(notification);
  notification.on('click', onClick);
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
