import type { Page } from '@playwright/test';
import type { Bridge, JobSpec, Json } from '../../electron/contract';

type WithoutEngine<S> = S extends JobSpec ? Omit<S, 'engineId'> : never;

/** A job at the engine in use. */
export type EngineJob = WithoutEngine<JobSpec>;

/** Has the app do a job, as its dialogs do, and waits for its end. Throws with the job's error when it does not end well. */
export async function runJob(window: Page, job: EngineJob): Promise<void> {
  const failure = await window.evaluate(doJob, job);
  if (failure !== null) throw new Error(`${job.kind}: ${failure}`);
}

/** Runs in the page; answers why the job failed, null when it did not. */
async function doJob(job: EngineJob): Promise<string | null> {
  const { layeryard } = globalThis as unknown as { layeryard: Bridge };
  const read = <T>(text: Json<T>) => JSON.parse(text) as T;
  const state = read(await layeryard.invoke('engines.state', undefined));
  const engineId = state.ok ? (state.value.activeId ?? '') : '';
  return await new Promise((resolve) => {
    let id: string | undefined;
    const ended = new Map<string, string | null>();
    const check = () => {
      if (id === undefined || !ended.has(id)) return;
      stop();
      resolve(ended.get(id) ?? null);
    };
    const stop = layeryard.subscribe('jobs.updated', (jobs) => {
      for (const { id: job, state: now, error } of read(jobs)) {
        if (now !== 'running') ended.set(job, now === 'done' ? null : (error?.detail ?? now));
      }
      check();
    });
    const start = async () => {
      const started = read(await layeryard.invoke('jobs.start', { ...job, engineId } as JobSpec));
      if (!started.ok) return resolve(started.error.detail);
      id = started.value.id;
      check();
    };
    void start();
  });
}
