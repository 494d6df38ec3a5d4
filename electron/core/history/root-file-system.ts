import type { InspectedImage, RawHistoryEntry } from '../image-model';
import type { ParsedStep } from './parse-step';

/** What tools that make whole systems leave in the history, and which they are. */
const toolSigns: { createdBy?: RegExp; comment?: RegExp }[] = [
  { comment: /^debuerreotype\b/ },
  { createdBy: /^# debian\.sh\b|\bdebuerreotype\b/ },
  // Debian's distroless images and their kin.
  { createdBy: /^bazel build\b/ },
  { createdBy: /^BusyBox \d/ },
  { createdBy: /^KIWI \d/ },
  { createdBy: /^apko\b/ },
  { createdBy: /^mkosi\b/ },
  { comment: /^Created by Image Factory$/ },
  // Windows base layers.
  { createdBy: /^(?:Apply image|Install update) \S/ },
];

const archiveName = /(?:\.tar(?:\.\w+)?|\.t[gx]z|\.tbz2?|\.tzst)$/;
const rootFolder = /(?:^|\/)\.?\/?rootfs\/?$/;
const classicFile = /^file:[0-9a-f]+ in (.*)$/s;
const shellName = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z|k|c)?sh(?:\.exe)?$/;

/** Whether a distribution's or an image builder's tool made this step. */
export function madeBySystemTool(entry: Pick<RawHistoryEntry, 'createdBy' | 'comment'>): boolean {
  return toolSigns.some(
    ({ createdBy, comment }) =>
      (createdBy?.test(entry.createdBy.trim()) ?? false) || (comment?.test(entry.comment) ?? false),
  );
}

/** Sources and target of a COPY or ADD body, without its options. */
function operands(body: string): { sources: string[]; target: string } {
  const words = body.split(/\s+/).filter((word) => word !== '' && !word.startsWith('--'));
  return { sources: words.slice(0, -1), target: words.at(-1) ?? '' };
}

/**
 * The old builder writes `ADD file:<checksum> in /` for an archive that it unpacked and for a single
 * program alike. A program is believed when the image starts a file of `/` itself and no shell.
 */
function startsProgramOfRoot({ entrypoint, command }: InspectedImage['config']): boolean {
  const [program = ''] = entrypoint.length > 0 ? entrypoint : command;
  return /^\/[^/]+$/.test(program) && !shellName.test(program);
}

/**
 * Whether the step of the first layer lays down a whole root file system: an archive added to `/`, or a
 * folder called `rootfs`. `runsLater` says that commands were run on top, which needs a system below.
 */
export function addsRootFileSystem(
  step: ParsedStep,
  config: InspectedImage['config'],
  runsLater: boolean,
): boolean {
  if (step.instruction !== 'ADD' && step.instruction !== 'COPY') return false;
  const classic = classicFile.exec(step.body)?.[1]?.trim();
  if (classic !== undefined) {
    return step.instruction === 'ADD' && classic === '/' && (runsLater || !startsProgramOfRoot(config));
  }
  const { sources, target } = operands(step.body);
  if (target !== '/' || sources.length !== 1) return false;
  const [source = ''] = sources;
  return rootFolder.test(source) || (step.instruction === 'ADD' && archiveName.test(source));
}
