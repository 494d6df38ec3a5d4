import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Spinner } from '../../ui/spinner';
import { Sidebar, type SidebarProps } from './sidebar';

export interface FrameProps extends SidebarProps {
  /** Across the page, below nothing and above everything. */
  banners: ReactNode;
  /** Below the page, e.g. the job list. */
  panel: ReactNode;
  children: ReactNode;
}

/** The window: sidebar, banners, page, panel. */
export function Frame({ banners, panel, children, ...sidebar }: FrameProps) {
  return (
    <div className="flex h-full min-h-0">
      <Sidebar {...sidebar} />
      <div className="flex min-w-0 flex-1 flex-col bg-surface">
        {banners}
        <main id="content" className="relative flex min-h-0 flex-1 flex-col">
          <Suspense fallback={<PageLoading />}>{children}</Suspense>
        </main>
        {panel}
      </div>
    </div>
  );
}

function PageLoading() {
  const { t } = useTranslation();
  return (
    <div className="flex h-full items-center justify-center">
      <Spinner label={t('loading')} />
    </div>
  );
}
