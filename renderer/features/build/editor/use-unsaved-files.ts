import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { appErrorOf } from '../../../api/api-error';
import { invoke } from '../../../api/client';
import { useEvent } from '../../../api/events';
import { routes } from '../../../api/routes';
import { lookAt, showPane, useBuildStore } from '../build-store';
import { type EditedFile, isDirty, saveFile, useEditStore } from './edit-store';

const dirtyFiles = (files: Readonly<Record<string, EditedFile>>): EditedFile[] =>
  Object.values(files).filter(isDirty);

/**
 * Tells main which texts are not saved, so that closing the window asks about them, and saves them when the answer is
 * to. One that cannot be saved keeps the window, and is shown with the reason.
 */
export function useUnsavedFiles(): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    let told = '';
    return useEditStore.subscribe(({ files }) => {
      const paths = dirtyFiles(files).map(({ saved, file }) => saved?.path ?? file);
      const names = paths.join('\n');
      if (names === told) return;
      told = names;
      invoke('app.setUnsaved', { files: paths }).catch(fail);
    });
  }, []);
  useEvent('app.saveAll', () => {
    const saving = saveAll().then((unsaved) => {
      if (unsaved !== undefined) {
        navigate(routes.build);
        show(unsaved);
      }
      return invoke('app.savedAll', { saved: unsaved === undefined });
    });
    saving.catch(fail);
  });
}

const fail = (thrown: unknown): void => useBuildStore.setState({ error: appErrorOf(thrown) });

/** Saves one after the other; answers the first that could not be saved. */
async function saveAll(): Promise<EditedFile | undefined> {
  for (const edited of dirtyFiles(useEditStore.getState().files)) {
    if (!(await saveFile(edited.folder, edited.file))) return edited;
  }
  return undefined;
}

function show({ folder, file }: EditedFile): void {
  const isIgnoreFile = file.endsWith('.dockerignore');
  void lookAt(folder, isIgnoreFile ? undefined : file);
  showPane(isIgnoreFile ? 'ignore' : 'dockerfile');
}
