import { clsx } from 'clsx';
import {
  CircleHelp,
  Hammer,
  Layers,
  ListChecks,
  PanelLeftClose,
  PanelLeftOpen,
  Search,
  Server,
  Settings,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../api/routes';
import { IconButton } from '../../ui/icon-button';
import { Kbd } from '../../ui/kbd';
import { ProductIcon } from '../../ui/product-icon';
import { NavLink } from './nav-link';
import { showOverlay } from './shell-state';
import { setCollapsed, useCollapsed } from './sidebar-state';

export interface SidebarProps {
  /** The engine picker; in the collapsed sidebar only its mark is to be seen. */
  picker: (collapsed: boolean) => ReactNode;
  pickerTitle: string;
  /** Stands beside the heading of the picker. */
  pickerAction: ReactNode;
  /** How many jobs run now. */
  running: number;
}

/** The way through the app: engine, pages, and what is always at hand. */
export function Sidebar({ picker, pickerTitle, pickerAction, running }: SidebarProps) {
  const { t } = useTranslation('app');
  const collapsed = useCollapsed();
  return (
    <aside
      className={clsx(
        'flex shrink-0 flex-col gap-3 border-r border-line bg-app py-3',
        collapsed ? 'w-14 px-2' : 'w-[224px] px-3',
      )}
    >
      <Brand collapsed={collapsed} />
      <div className="flex flex-col gap-1">
        {!collapsed && (
          <div className="flex h-6 items-center justify-between pl-1.5 text-xs font-medium text-faint">
            {pickerTitle}
            {pickerAction}
          </div>
        )}
        {picker(collapsed)}
      </div>
      <nav aria-label={t('navigation')} className="flex flex-col gap-0.5">
        <NavLink collapsed={collapsed} to={routes.images} icon={Layers} text={t('images')} />
        <NavLink collapsed={collapsed} to={routes.build} icon={Hammer} text={t('build')} />
        <NavLink collapsed={collapsed} to={routes.registries} icon={Server} text={t('registries')} />
        <NavLink
          collapsed={collapsed}
          to={routes.jobs}
          icon={ListChecks}
          text={t('jobs')}
          mark={<Running count={running} collapsed={collapsed} />}
        />
      </nav>
      <div className="flex-1" />
      <AtHand collapsed={collapsed} />
    </aside>
  );
}

function Brand({ collapsed }: { collapsed: boolean }) {
  return (
    <div className={clsx('flex h-7 items-center gap-2', collapsed ? 'justify-center' : 'px-1.5')}>
      <ProductIcon size={22} />
      <span className={collapsed ? 'sr-only' : 'text-lg font-semibold tracking-tight'}>Layeryard</span>
    </div>
  );
}

/** Commands, settings, help, and the sidebar's own button. */
function AtHand({ collapsed }: { collapsed: boolean }) {
  const { t } = useTranslation('app');
  return (
    <div className={clsx('flex flex-col', collapsed ? 'items-center gap-1' : 'gap-2')}>
      <PaletteButton collapsed={collapsed} />
      <div className={clsx('flex items-center gap-1', collapsed && 'flex-col')}>
        <IconButton label={t('settings.title')} icon={Settings} onClick={() => showOverlay('settings')} />
        <IconButton label={t('shortcuts.title')} icon={CircleHelp} onClick={() => showOverlay('shortcuts')} />
        {!collapsed && <div className="flex-1" />}
        <IconButton
          label={t(collapsed ? 'sidebar.expand' : 'sidebar.collapse')}
          icon={collapsed ? PanelLeftOpen : PanelLeftClose}
          onClick={() => setCollapsed(!collapsed)}
        />
      </div>
    </div>
  );
}

function PaletteButton({ collapsed }: { collapsed: boolean }) {
  const { t } = useTranslation('app');
  const open = () => showOverlay('palette');
  if (collapsed) return <IconButton label={t('palette.open')} icon={Search} onClick={open} />;
  return (
    <button
      type="button"
      onClick={open}
      className="flex h-8 min-w-0 items-center gap-2 rounded-md border border-line bg-surface px-2 text-left text-sm text-muted hover:border-line-strong hover:text-fg"
    >
      <Search aria-hidden size={14} className="shrink-0" />
      <span className="min-w-0 flex-1 truncate">{t('palette.open')}</span>
      <span aria-hidden>
        <Kbd keys="mod+k" />
      </span>
    </button>
  );
}

/** Beside the link and not in it: the link's name stays `Jobs`. */
function Running({ count, collapsed }: { count: number; collapsed: boolean }) {
  const { t } = useTranslation('app');
  return (
    <span
      role="status"
      className={clsx(
        'pointer-events-none absolute flex items-center',
        collapsed ? '-top-1 right-0' : 'inset-y-0 right-2.5',
      )}
    >
      {count > 0 && (
        <span
          className={clsx(
            'flex items-center justify-center rounded-full bg-accent-fill font-semibold text-on-accent',
            collapsed ? 'h-4 min-w-4 px-1 text-2xs' : 'h-[18px] min-w-[18px] px-1.5 text-xs',
          )}
        >
          <span aria-hidden>{count}</span>
          <span className="sr-only">{t('running', { count })}</span>
        </span>
      )}
    </span>
  );
}
