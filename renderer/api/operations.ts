import { create } from 'zustand';
import type { ImageSummary, JobSnapshot, PruneSpec } from './contract';

/**
 * What a person wants to do next. Any screen asks for it with `useOperations().open(…)`; the host of the
 * dialogs (`features/operations`) shows the form that belongs to it.
 */
export type Operation =
  | { kind: 'pull'; reference?: string | undefined }
  | { kind: 'push'; references: string[] }
  | { kind: 'tag'; imageId: string; source: string }
  | { kind: 'untag'; references: string[] }
  /** `targets` are references or image ids; `images` are the rows they belong to, for names in the dialog. */
  | { kind: 'remove'; targets: string[]; images: ImageSummary[] }
  | { kind: 'commit'; containerId?: string | undefined }
  /** `image` is a reference or an id, as the new container will name it; `command` is there to be changed. */
  | { kind: 'run'; image: string; command?: string | undefined }
  | { kind: 'write-dockerfile'; containerId: string }
  | { kind: 'save'; images: string[] }
  | { kind: 'load'; file?: string | undefined }
  | { kind: 'import'; file?: string | undefined }
  | { kind: 'prune'; mode?: PruneSpec['mode'] | undefined }
  | { kind: 'search'; term?: string | undefined }
  /** Once the person is signed in, `retryJob` is started again; `afterwards` is opened, signed in or not. */
  | {
      kind: 'sign-in';
      server?: string | undefined;
      retryJob?: string | undefined;
      afterwards?: Operation | undefined;
    };

export type OperationKind = Operation['kind'];

export interface OperationsState {
  /** The operation whose dialog is open; null when none is. */
  current: Operation | null;
  /** Opens the dialog of an operation in place of any other. */
  open: (operation: Operation) => void;
  close: () => void;
}

/** The one dialog at a time that asks for an operation's input. */
export const useOperations = create<OperationsState>((set) => ({
  current: null,
  open: (operation) => set({ current: operation }),
  close: () => set({ current: null }),
}));

/** Of BuildKit, what a failed build has taken of the disk is in its cache: images are not what fills it. */
export function freesSpaceFor({ build }: Pick<JobSnapshot, 'build'>): Extract<Operation, { kind: 'prune' }> {
  return { kind: 'prune', ...(build?.builder === 'buildkit' ? { mode: 'build-cache' } : {}) };
}
