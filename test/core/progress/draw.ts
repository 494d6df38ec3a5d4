import { decodeLine } from '../../../electron/core/ndjson';
import type { Progress } from '../../../electron/core/progress';

/** Lines as engines send them; `[12/40]` stands for `progressDetail` with these counts, `[3 s]` for seconds. */
export function send(progress: Progress, text: string): void {
  for (const line of text.split('\n').map((part) => part.trim())) {
    if (line !== '') progress.fold(decodeLine(line.startsWith('{') ? line : toJson(line)));
  }
}

/** `b9c95edabf3d: Downloading [12/40]` and `Digest: sha256:…` as the JSON that stands behind them. */
function toJson(line: string): string {
  const [, id, status = line, current, rest] = /^(\w{12}): ([^[]+?)(?: \[(\d+)([^\]]*)\])?$/.exec(line) ?? [];
  const total = rest?.startsWith('/') === true ? { total: Number(rest.slice(1)) } : {};
  const units = rest === ' s' ? { units: 's' } : {};
  const progressDetail = current === undefined ? {} : { current: Number(current), ...total, ...units };
  return JSON.stringify(id === undefined ? { status } : { status, progressDetail, id });
}

/** One line a row: `id phase current/total unit`, without the unit where it is bytes. */
export function draw(progress: Progress): string[] {
  return progress.rows().map(({ id, phase, current, total, unit }) => {
    const counts = current === null ? '' : ` ${current}/${total ?? '?'}`;
    return `${id} ${phase}${counts}${unit === 'bytes' ? '' : ` ${unit}`}`;
  });
}

/** Bytes over all layers; a plus sign where sizes are missing. */
export const sum = (progress: Progress) => {
  const { current, total, complete } = progress.bytes();
  return `${current}/${total}${complete ? '' : '+'}`;
};

export const digest = 'sha256:8bd5495a820138ae9639220706e88be2ce1affe6f3240cddd961efe5f21b7c6e';
