import { Hammer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useAddressDrop, useDropHandler } from '../../api/drops';
import { useOperations } from '../../api/operations';
import { routes } from '../../api/routes';
import { useActions } from '../../ui/actions';
import { toast } from '../../ui/toast';
import { chooseFolder, lookAt } from './build-store';

/** A repository's address, as engines tell one from an archive's (moby `urlutil.IsGitURL`). */
const REPOSITORY =
  /^(?:https?:\/\/\S+\.git(?:#\S*)?|git:\/\/\S+|git@\S+|(?:https:\/\/)?github\.com\/[^/\s]+\/[^/\s]+)$/;

/**
 * File > Build, and what can be built and is dropped on the window, or opened with the app, fills the form of a build: a Dockerfile, a
 * folder, a tar with a Dockerfile in it, the address of a Git repository.
 */
export function useBuildDrops(): void {
  const { t } = useTranslation('build');
  const [, navigate] = useLocation();
  const build = (path: string) => {
    // Nobody would see the page change behind a dialog, and what is typed in that must stay.
    if (useOperations.getState().current !== null) {
      toast.info(t('dropBehindDialog'));
      return;
    }
    navigate(routes.build);
    void lookAt(path);
  };
  useActions([
    {
      id: 'build',
      title: t('chooseAndBuild'),
      icon: Hammer,
      shortcut: 'mod+b',
      run: () => {
        navigate(routes.build);
        void chooseFolder();
      },
    },
  ]);
  useDropHandler(['dockerfile', 'folder', 'build-context'], ({ path }) => build(path));
  useAddressDrop((address) => {
    if (!REPOSITORY.test(address)) return false;
    build(repositoryOf(address));
    return true;
  });
}

/** The page of a repository is no repository to Git: the engine needs the name that ends in `.git`. */
const repositoryOf = (address: string): string =>
  /^https:\/\/github\.com\//.test(address) && !/\.git(?:#|$)/.test(address)
    ? `${address.replace(/\/$/, '')}.git`
    : address;
