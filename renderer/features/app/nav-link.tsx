import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Tooltip } from '../../ui/tooltip';

export interface NavLinkProps {
  to: string;
  icon: LucideIcon;
  text: string;
  /** Only the icon is to be seen; the name stays. */
  collapsed: boolean;
  mark?: ReactNode;
}

/** A way to a page; the page on screen, and pages below it, are marked. */
export function NavLink({ to, icon: Icon, text, collapsed, mark }: NavLinkProps) {
  const [location] = useLocation();
  const current = location === to || location.startsWith(`${to}/`);
  const link = (
    <Link
      href={to}
      draggable={false}
      aria-current={current ? 'page' : undefined}
      className={clsx(
        'flex h-8 items-center gap-2.5 rounded-md',
        collapsed ? 'justify-center' : 'px-2.5',
        current
          ? 'bg-hover font-medium text-fg before:absolute before:inset-y-2 before:left-0 before:w-0.5 before:rounded-full before:bg-accent-fill'
          : 'text-muted hover:bg-hover hover:text-fg',
      )}
    >
      <Icon aria-hidden size={16} className={clsx('shrink-0', current && 'text-accent')} />
      <span className={collapsed ? 'sr-only' : ''}>{text}</span>
    </Link>
  );
  return (
    <div className="relative">
      {collapsed ? (
        <Tooltip side="right" text={text}>
          {link}
        </Tooltip>
      ) : (
        link
      )}
      {mark}
    </div>
  );
}
