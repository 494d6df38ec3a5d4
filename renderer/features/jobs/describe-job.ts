import type { TFunction } from 'i18next';
import type { JobRow, JobSnapshot, JobSpec, RowPhase } from '../../api/contract';
import { shortId } from '../../format/ids';
import type { Format } from '../../i18n/use-format';
import { visibleText } from '../../ui/visible-text';

export type JobsT = TFunction<'jobs'>;

/** `Pull nginx:latest`, `Remove 3 images`: the verb and what it acts on. */
export function titleOf(job: JobSnapshot, t: JobsT): string {
  return visibleText(t(`verbs.${job.spec.kind}`, { subject: subjectOf(job, t) }));
}

function subjectOf(job: JobSnapshot, t: JobsT): string {
  const { spec } = job;
  switch (spec.kind) {
    case 'pull':
      return spec.allTags ? t('subjects.allTags', { repository: job.subject }) : nameOf(job.subject);
    case 'tag':
      return t('subjects.tagAs', { source: nameOf(spec.source), reference: spec.reference });
    case 'prune':
      return t(`subjects.${spec.mode}`);
    case 'push':
    case 'untag':
      return job.subjectCount > 1 ? t('subjects.tags', { count: job.subjectCount }) : nameOf(job.subject);
    case 'save':
      return savedOf(job, spec.images, t);
    case 'remove':
      return job.subjectCount > 1 ? t('subjects.images', { count: job.subjectCount }) : nameOf(job.subject);
    case 'commit':
    case 'load':
    case 'import':
    case 'build':
    case 'analyse':
    case 'extract':
      return nameOf(job.subject);
  }
}

/** Several names may be those of one image, so they are counted as what they are. */
function savedOf(job: JobSnapshot, items: readonly string[], t: JobsT): string {
  if (job.subjectCount <= 1) return nameOf(job.subject);
  const unit = items.every((item) => nameOf(item) === item) ? 'tags' : 'images';
  return t(`subjects.${unit}`, { count: job.subjectCount });
}

/** An image or container id by its twelve digits, anything else as it is. */
export function nameOf(subject: string): string {
  return /^(sha256:)?[0-9a-f]{64}$/.test(subject) ? shortId(subject) : subject;
}

/** Phases in which a row has nothing left to do. */
const readyPhases: readonly RowPhase[] = ['done', 'exists', 'cached'];

export function isReady(row: JobRow): boolean {
  return readyPhases.includes(row.phase);
}

/** Phases in which a row is being worked on right now. */
const idlePhases: readonly RowPhase[] = ['waiting', 'done', 'exists', 'cached', 'failed'];

export function isActive(row: JobRow): boolean {
  return !idlePhases.includes(row.phase);
}

/** `12 MB of 40 MB`, `12 MB`, `4s`, `3 of 10`; empty when the row cannot be counted. */
export function amountOf(row: JobRow, t: JobsT, format: Format): string {
  if (row.current === null || (isReady(row) && row.total === null)) return '';
  const text = (value: number): string => {
    switch (row.unit) {
      case 'bytes':
        return format.size(value);
      case 'seconds':
        return format.duration(value * 1000);
      case 'items':
        return format.count(value);
    }
  };
  if (row.total === null || row.total <= 0) return text(row.current);
  if (row.current >= row.total) return text(row.total);
  return t('of', { current: text(row.current), total: text(row.total) });
}

/** What a running job says of its pace, part by part: amount, speed, time left. */
export function paceOf(job: JobSnapshot, t: JobsT, format: Format): string[] {
  const parts: string[] = [];
  if (job.current !== null && job.total !== null && job.total > 0) {
    parts.push(t('of', { current: format.size(job.current), total: format.size(job.total) }));
  } else if (job.current !== null && job.current > 0) {
    parts.push(format.size(job.current));
  }
  if (job.speed !== null && job.speed > 0) parts.push(format.speed(job.speed));
  if (job.remaining !== null && job.remaining > 0) {
    // Tenths of a second would flicker.
    const whole = Math.ceil(job.remaining / 1000) * 1000;
    parts.push(t('remaining', { duration: format.duration(whole) }));
  }
  return parts;
}

/** Kinds whose rows are layers, so that they are counted as such. */
export function rowsAreLayers(kind: JobSpec['kind']): boolean {
  return kind === 'pull' || kind === 'push' || kind === 'load' || kind === 'analyse';
}

/** The engine's silence while it stages an archive on its disk (graph drivers do that before the first byte). */
export function isPreparingArchive(job: JobSnapshot): boolean {
  const { kind } = job.spec;
  const asksForArchive = kind === 'save' || kind === 'analyse' || kind === 'extract';
  return asksForArchive && job.state === 'running' && job.rows.some((row) => row.phase === 'preparing');
}
