import type { HistoryStep } from '../../contract';

const RULE = `# ${'='.repeat(76)}`;
const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes as the Docker command line writes them: powers of 1,000, three digits. */
function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${Number(value.toPrecision(3))} ${units[unit]}`;
}

/** A text of unknown origin on one line: nothing in it may end the comment that it stands in. */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
}

function headline(step: HistoryStep): string {
  const size = step.sizeBytes > 0 ? `, ${bytesText(step.sizeBytes)}` : '';
  const files = step.layer === null && step.sizeBytes === 0 ? 'no files changed' : `files changed${size}`;
  switch (step.origin) {
    case 'commit':
      return `NO RECORD - committed from a container (docker commit): ${files}.`;
    case 'import':
      return `NO RECORD - imported root file system (docker import)${size}.`;
    case 'rootfs':
      return `Root file system made by a distribution's tool${size}.`;
    case 'instruction':
    case 'unknown':
      return `NO RECORD - nothing tells how this step was made: ${files}.`;
  }
}

/** The lines that stand loudly in place of an instruction that nobody recorded. */
export function opaqueComment(step: HistoryStep): string[] {
  const details = [
    step.text === ''
      ? ''
      : `${step.origin === 'commit' ? 'The container ran' : 'Recorded'}: ${oneLine(step.text)}`,
    step.comment === '' ? '' : `Message: ${oneLine(step.comment)}`,
  ].filter((line) => line !== '');
  const lines = [headline(step), ...details].map((line) => `# ${line}`);
  return step.origin === 'rootfs' ? lines : [RULE, ...lines, RULE];
}
