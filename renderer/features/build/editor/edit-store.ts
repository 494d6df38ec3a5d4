import { create } from 'zustand';
import { appErrorOf } from '../../../api/api-error';
import { invoke } from '../../../api/client';
import type { AppError, BuildFile } from '../../../api/contract';

/** One file that is edited. */
export interface EditedFile {
  folder: string;
  file: string;
  /** Null until it was read. */
  saved: BuildFile | null;
  /** What stands in the editor. */
  text: string;
  error: AppError | null;
  /** What is on disk, when another program has written it since it was read. */
  outside: BuildFile | null;
}

/** Texts outlive the page, so that leaving it loses nothing. */
export const useEditStore = create<{ files: Readonly<Record<string, EditedFile>> }>(() => ({ files: {} }));

export const fileKey = (folder: string, file: string): string => `${folder}\n${file}`;

export function useEdited(folder: string, file: string): EditedFile | undefined {
  return useEditStore(({ files }) => files[fileKey(folder, file)]);
}

export const isDirty = (edited: EditedFile | undefined): boolean =>
  edited?.saved != null && edited.text !== edited.saved.text;

function change(folder: string, file: string, make: (known: EditedFile) => Partial<EditedFile>): void {
  const key = fileKey(folder, file);
  useEditStore.setState(({ files }) => {
    const known = files[key] ?? { folder, file, saved: null, text: '', error: null, outside: null };
    return { files: { ...files, [key]: { ...known, ...make(known) } } };
  });
}

/** Reads a file again. Text that was not saved stays; that the file is another one is said. */
export async function openFile(folder: string, file: string): Promise<void> {
  try {
    const found = await invoke('dockerfile.read', { folder, file });
    change(folder, file, (known) => {
      if (!isDirty(known)) return { saved: found, text: found.text, error: null, outside: null };
      return found.version === known.saved?.version ? { error: null } : { error: null, outside: found };
    });
  } catch (thrown) {
    change(folder, file, () => ({ error: appErrorOf(thrown) }));
  }
}

export function writeText(folder: string, file: string, text: string): void {
  change(folder, file, () => ({ text }));
}

/**
 * Saves what stands in the editor; with `over` in place of what another program has written, as far as the person has
 * seen it: what was written since is a change of its own. Answers whether it did.
 */
export async function saveFile(folder: string, file: string, over = false): Promise<boolean> {
  const edited = useEditStore.getState().files[fileKey(folder, file)];
  if (edited?.saved == null) return false;
  const { text, outside } = edited;
  const replaced = over && outside !== null ? outside : edited.saved;
  try {
    const saved = await invoke('dockerfile.save', {
      folder,
      file,
      text,
      version: replaced.version,
    });
    change(folder, file, () => ({ saved, error: null, outside: null }));
    return true;
  } catch (thrown) {
    const error = appErrorOf(thrown);
    if (error.code === 'changed-outside') await openFile(folder, file);
    else change(folder, file, () => ({ error }));
    return false;
  }
}

/** Takes what is on disk instead of what stands in the editor. */
export function takeOutside(folder: string, file: string): void {
  change(folder, file, ({ outside }) =>
    outside === null ? {} : { saved: outside, text: outside.text, outside: null, error: null },
  );
}
