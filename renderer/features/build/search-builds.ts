import type { BuildRecord } from '../../api/contract';

/** What a build is called: its tags, else where it was built. */
export function nameOfBuild({ spec }: BuildRecord): string {
  return spec.tags.length > 0 ? spec.tags.join('  ') : spec.folder;
}

/** Builds in which every word of the query stands somewhere: tags, folder, Dockerfile, engine, state or failed step. */
export function searchBuilds(builds: readonly BuildRecord[], query: string): readonly BuildRecord[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return builds;
  return builds.filter(({ spec, engineName, state, failedStep }) => {
    const text = [...spec.tags, spec.folder, spec.dockerfile, engineName, state, failedStep]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Whether two builds make the same thing on the same engine, so that their times and sizes compare. */
export function sameThing(a: BuildRecord['spec'], b: BuildRecord['spec']): boolean {
  const same = a.folder === b.folder && a.dockerfile === b.dockerfile && a.target === b.target;
  return same && a.engineId === b.engineId;
}

/** The build of the same thing that was done before one; undefined when there was none. */
export function buildBefore(builds: readonly BuildRecord[], id: string): BuildRecord | undefined {
  const index = builds.findIndex((record) => record.id === id);
  const record = builds[index];
  if (record === undefined) return undefined;
  return builds.slice(index + 1).find(({ state, spec }) => state === 'done' && sameThing(spec, record.spec));
}
