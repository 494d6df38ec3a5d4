import { clsx } from 'clsx';
import {
  CircleHelp,
  Hammer,
  Layers,
  ListChecks,
  type LucideIcon,
  Search,
  Server,
  Settings,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { routes } from '../../api/routes';
import { IconButton } from '../../ui/icon-button';
import { Kbd } from '../../ui/kbd';
import { Strata } from '../../ui/strata';
import { showOverlay } from './shell-state';

export interface SidebarProps {
  /** The engine picker with its heading. */
  picker: ReactNode;
  pickerTitle: string;
  /** Stands beside the heading. */
  pickerAction: ReactNode;
  /** How many jobs run now. */
  running: number;
}

/** The way through the app: engine, pages, and what is always at hand. */
export function Sidebar({ picker, pickerTitle, pickerAction, running }: SidebarProps) {
  const { t } = useTranslation('app');
  return (
    <aside className="flex w-[224px] shrink-0 flex-col gap-3 border-r border-line bg-app px-3 py-3">
      <Brand />
      <div className="flex flex-col gap-1">
        <div className="flex h-6 items-center justify-between pl-1.5 text-xs font-medium text-faint">
          {pickerTitle}
          {pickerAction}
        </div>
        {picker}
      </div>
      <nav aria-label={t('navigation')} className="flex flex-col gap-0.5">
        <NavLink to={routes.images} icon={Layers} text={t('images')} />
        <NavLink to={routes.build} icon={Hammer} text={t('build')} />
        <NavLink to={routes.registries} icon={Server} text={t('registries')} />
        <NavLink to={routes.jobs} icon={ListChecks} text={t('jobs')} mark={<Running count={running} />} />
      </nav>
      <div className="flex-1" />
      <div className="flex flex-col gap-2">
        <PaletteButton />
        <div className="flex items-center gap-1">
          <IconButton label={t('settings.title')} icon={Settings} onClick={() => showOverlay('settings')} />
          <IconButton
            label={t('shortcuts.title')}
            icon={CircleHelp}
            onClick={() => showOverlay('shortcuts')}
          />
        </div>
      </div>
    </aside>
  );
}

function Brand() {
  return (
    <div className="flex h-7 items-center gap-2 px-1.5">
      <Strata size={22} />
      <span className="text-lg font-semibold tracking-tight">Layeryard</span>
    </div>
  );
}

function PaletteButton() {
  const { t } = useTranslation('app');
  return (
    <button
      type="button"
      onClick={() => showOverlay('palette')}
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

interface NavLinkProps {
  to: string;
  icon: LucideIcon;
  text: string;
  mark?: ReactNode;
}

function NavLink({ to, icon: Icon, text, mark }: NavLinkProps) {
  const [location] = useLocation();
  const current = location === to || location.startsWith(`${to}/`);
  return (
    <div className="relative">
      <Link
        href={to}
        draggable={false}
        aria-current={current ? 'page' : undefined}
        className={clsx(
          'flex h-8 items-center gap-2.5 rounded-md px-2.5',
          current
            ? 'bg-hover font-medium text-fg before:absolute before:inset-y-2 before:left-0 before:w-0.5 before:rounded-full before:bg-accent-fill'
            : 'text-muted hover:bg-hover hover:text-fg',
        )}
      >
        <Icon aria-hidden size={16} className={clsx('shrink-0', current && 'text-accent')} />
        {text}
      </Link>
      {mark}
    </div>
  );
}

/** Beside the link and not in it: the link's name stays `Jobs`. */
function Running({ count }: { count: number }) {
  const { t } = useTranslation('app');
  return (
    <span role="status" className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center">
      {count > 0 && (
        <span className="flex h-[18px] min-w-[18px] items-center justify-center rounded-full bg-accent-fill px-1.5 text-xs font-semibold text-on-accent">
          <span aria-hidden>{count}</span>
          <span className="sr-only">{t('running', { count })}</span>
        </span>
      )}
    </span>
  );
}
