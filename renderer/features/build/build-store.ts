import { useEffect } from 'react';
import { create } from 'zustand';
import { appErrorOf } from '../../api/api-error';
import { invoke } from '../../api/client';
import type {
  AppError,
  BuildContext,
  BuildRecord,
  BuildSpec,
  JobSnapshot,
  RequestInput,
} from '../../api/contract';
import { useEvent } from '../../api/events';
import { type BuildForm, emptyForm, fillFrom, formOf, specOf } from './build-form';

interface BuildStore {
  form: BuildForm;
  context: BuildContext | null;
  /** The folder is being looked at. */
  measuring: boolean;
  /** Why the folder could not be looked at or the build not be started. */
  error: AppError | null;
  /** The build on screen: the one started last. */
  job: JobSnapshot | null;
  pane: Pane;
  /** Builds that have ended, newest first. */
  builds: readonly BuildRecord[];
}

/** What stands beside the form. */
export type Pane = 'overview' | 'dockerfile' | 'ignore' | 'history';

/** The form and the build on screen outlive the page, so that leaving it loses nothing. */
export const useBuildStore = create<BuildStore>(() => ({
  form: emptyForm,
  context: null,
  measuring: false,
  error: null,
  job: null,
  pane: 'overview',
  builds: [],
}));

export function showPane(pane: Pane): void {
  useBuildStore.setState({ pane });
}

/** Opens the Dockerfile of a build that failed; where the form is about another one by now, it becomes that of this. */
export async function showFailedLine({ folder, dockerfile }: BuildSpec): Promise<void> {
  showPane('dockerfile');
  const { form } = useBuildStore.getState();
  if (form.folder.trim() === folder && form.dockerfile.trim() === dockerfile) return;
  changeForm({ folder, dockerfile });
  await lookAt(folder, dockerfile);
}

export function changeForm(change: Partial<BuildForm>): void {
  useBuildStore.setState((state) => ({ form: { ...state.form, ...change } }));
}

/** A name that was refused is another one as soon as it is written anew. */
export function changeTags(tags: string): void {
  changeForm({ tags });
  useBuildStore.setState(({ error }) => (error?.code === 'bad-reference' ? { error: null } : {}));
}

/** Only the newest look counts: an answer for a folder left behind is dropped. */
let looks = 0;

/** Looks at a folder or a Dockerfile and fills the form from it. */
export async function lookAt(path: string, dockerfile?: string): Promise<void> {
  looks += 1;
  const look = looks;
  asked = useBuildStore.getState().form;
  useBuildStore.setState({ measuring: true, error: null });
  try {
    const input = { path, look: String(look), ...(dockerfile ? { dockerfile } : {}) };
    takeContext(String(look), await invoke('build.context', input));
  } catch (thrown) {
    if (look === looks)
      useBuildStore.setState({ context: null, measuring: false, error: appErrorOf(thrown) });
  }
}

/** The form when the look began; null once it was filled, so that growing figures change nothing in it. */
let asked: BuildForm | null = null;

function takeContext(look: string, context: BuildContext): void {
  if (look !== String(looks)) return;
  const fill = asked;
  asked = null;
  useBuildStore.setState(({ form }) => ({
    context,
    measuring: !context.complete,
    form: fill === null ? form : fillFrom(form, context, fill),
  }));
}

/** Measures the same context under other rules, while its ignore file is edited. */
export async function measureAgain(ignoreText: string): Promise<void> {
  const { context } = useBuildStore.getState();
  if (context === null) return;
  looks += 1;
  const look = String(looks);
  const { folder, dockerfile } = context;
  try {
    const input = { path: folder, look, ignoreText, ...(dockerfile ? { dockerfile } : {}) };
    takeContext(look, await invoke('build.context', input));
  } catch (thrown) {
    if (look === String(looks)) useBuildStore.setState({ error: appErrorOf(thrown) });
  }
}

/** Asks the system for a folder and looks at it. */
export async function chooseFolder(): Promise<void> {
  try {
    const folder = await invoke('app.chooseFolder');
    if (folder !== null) await lookAt(folder);
  } catch (thrown) {
    useBuildStore.setState({ error: appErrorOf(thrown) });
  }
}

/** Looks at what was typed once the person leaves the box, unless it is what was looked at last. */
export async function lookAtTyped(): Promise<void> {
  const { form, context } = useBuildStore.getState();
  const folder = form.folder.trim();
  const dockerfile = form.dockerfile.trim();
  const sameFolder = context?.folder === folder;
  if (folder === '') leaveFolder();
  if (folder === '' || (sameFolder && context.dockerfile === dockerfile)) return;
  await lookAt(folder, sameFolder && dockerfile !== '' ? dockerfile : undefined);
}

/** No folder is looked at any more: neither its figures nor what was wrong with it are of use. */
function leaveFolder(): void {
  looks += 1;
  useBuildStore.setState({ context: null, measuring: false, error: null });
}

/** The build is asked for and not yet running: a second press meanwhile means the same one. */
let starting = false;

/** Starts the build that the form describes. */
export async function startBuild(engineId: string): Promise<void> {
  await start(specOf(useBuildStore.getState().form, engineId));
}

/** Does exactly the build on screen once more, on its engine, whatever the form says by now. */
export async function buildAgain({ spec }: JobSnapshot): Promise<void> {
  await start(spec);
}

async function start(spec: RequestInput<'jobs.start'>): Promise<void> {
  if (starting) return;
  starting = true;
  try {
    const job = await invoke('jobs.start', spec);
    useBuildStore.setState({ job, error: null, pane: 'overview' });
  } catch (thrown) {
    useBuildStore.setState({ error: appErrorOf(thrown), pane: 'overview' });
  } finally {
    starting = false;
  }
}

/** A reloaded window finds the build that runs again, and an untouched form becomes that of this build. */
async function findAgain(snapshots: readonly JobSnapshot[]): Promise<void> {
  takeBuilds(snapshots);
  const { job, form } = useBuildStore.getState();
  if (job?.spec.kind !== 'build' || form !== emptyForm) return;
  useBuildStore.setState({ form: formOf({ spec: job.spec }) });
  await lookAt(job.spec.folder, job.spec.dockerfile);
}

/**
 * Does an earlier build again, on the engine in use, and shows its form. One whose secret arguments were not remembered
 * waits for them: without them it would be another build.
 */
export async function repeatBuild(record: BuildRecord, engineId: string): Promise<void> {
  const form = formOf(record);
  useBuildStore.setState({ form, pane: 'overview' });
  const looking = lookAt(form.folder, form.dockerfile);
  await Promise.all([form.leftOut.length === 0 ? startBuild(engineId) : undefined, looking]);
}

/** Forgets one build that has ended, or all. */
export async function forgetBuilds(id?: string): Promise<void> {
  try {
    useBuildStore.setState({ builds: await invoke('builds.remove', id === undefined ? {} : { id }) });
  } catch (thrown) {
    useBuildStore.setState({ error: appErrorOf(thrown) });
  }
}

export async function cancelBuild(id: string): Promise<void> {
  try {
    takeBuilds([await invoke('jobs.cancel', { id })]);
  } catch (thrown) {
    useBuildStore.setState({ error: appErrorOf(thrown) });
  }
}

/** Keeps the newest state of the newest build. */
export function takeBuilds(snapshots: readonly JobSnapshot[]): void {
  const builds = snapshots.filter(({ spec }) => spec.kind === 'build');
  for (const job of builds) {
    useBuildStore.setState((state) => (isNewer(job, state.job) ? { job } : {}));
  }
}

function isNewer(job: JobSnapshot, known: JobSnapshot | null): boolean {
  if (known === null) return true;
  return job.id === known.id ? job.revision > known.revision : job.startedAt > known.startedAt;
}

/** Follows builds while mounted; a reloaded window finds the last one again. */
export function useBuildFeed(): void {
  useEvent('build.measuring', ({ look, context }) => takeContext(look, context));
  useEvent('builds.changed', ({ builds }) => useBuildStore.setState({ builds }));
  useEvent('jobs.updated', takeBuilds);
  useEvent('jobs.removed', ({ ids }) => {
    useBuildStore.setState((state) => (state.job && ids.includes(state.job.id) ? { job: null } : {}));
  });
  useEffect(() => {
    const failed = (thrown: unknown) => useBuildStore.setState({ error: appErrorOf(thrown) });
    invoke('jobs.list').then(findAgain).catch(failed);
    invoke('builds.list').then((builds) => useBuildStore.setState({ builds }), failed);
  }, []);
}
