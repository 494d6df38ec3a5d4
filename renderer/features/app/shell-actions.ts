import {
  Container,
  Download,
  FileUp,
  FolderInput,
  Hammer,
  Info,
  Keyboard,
  KeyRound,
  Layers,
  ListChecks,
  type LucideIcon,
  Recycle,
  Search,
  Server,
  Settings,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type OperationKind, useOperations } from '../../api/operations';
import { routes } from '../../api/routes';
import { type Action, useActions } from '../../ui/actions';
import { showOverlay } from './shell-state';

/** Actions that are there on every page: pages, dialogs of operations, and the shell's own. */
export function useShellActions(): void {
  useNavigationActions();
  useOperationActions();
  useHelpActions();
}

function useNavigationActions(): void {
  const { t } = useTranslation('app');
  const [, navigate] = useLocation();
  const group = t('group.go');
  const page = (id: string, title: string, icon: LucideIcon, to: string, key: number): Action => ({
    id,
    title,
    group,
    icon,
    shortcut: `mod+${key}`,
    run: () => navigate(to),
  });
  useActions([
    page('go-images', t('go.images'), Layers, routes.images, 1),
    page('go-build', t('go.build'), Hammer, routes.build, 2),
    page('go-registries', t('go.registries'), Server, routes.registries, 3),
    page('go-jobs', t('go.jobs'), ListChecks, routes.jobs, 4),
  ]);
}

/** The operations that need nothing chosen before; shortcuts are those of the native menu. */
function useOperationActions(): void {
  const { t } = useTranslation('app');
  const open = useOperations((state) => state.open);
  const operation = (kind: Extract<OperationKind, keyof typeof icons>, shortcut?: string): Action => ({
    id: kind,
    title: t(`action.${kind}`),
    group: t('group.actions'),
    icon: icons[kind],
    ...(shortcut === undefined ? {} : { shortcut }),
    run: () => open({ kind }),
  });
  useActions([
    operation('pull', 'mod+p'),
    operation('load', 'mod+o'),
    operation('import'),
    operation('search', 'mod+shift+f'),
    operation('commit'),
    operation('prune'),
    operation('sign-in'),
  ]);
}

const icons = {
  pull: Download,
  load: FileUp,
  import: FolderInput,
  search: Search,
  commit: Container,
  prune: Recycle,
  'sign-in': KeyRound,
};

function useHelpActions(): void {
  const { t } = useTranslation('app');
  const group = t('group.help');
  useActions([
    {
      id: 'palette',
      title: t('palette.title'),
      shortcut: 'mod+k',
      alternatives: ['mod+shift+p'],
      hidden: true,
      run: () => showOverlay('palette'),
    },
    {
      id: 'settings',
      title: t('settings.title'),
      group: t('group.view'),
      icon: Settings,
      shortcut: 'mod+,',
      run: () => showOverlay('settings'),
    },
    {
      id: 'shortcuts',
      title: t('shortcuts.title'),
      group,
      icon: Keyboard,
      shortcut: '?',
      run: () => showOverlay('shortcuts'),
    },
    { id: 'about', title: t('about.title'), group, icon: Info, run: () => showOverlay('about') },
  ]);
}
