import type { ReactNode } from 'react';

export interface PageProps {
  title: string;
  /** After the title: a count, a state. */
  mark?: ReactNode;
  /** Buttons at the end of the title's line. */
  actions?: ReactNode;
  /** A second line: search, filters. */
  toolbar?: ReactNode;
  children: ReactNode;
}

/** The frame of a page: heading and buttons stay, the content scrolls by itself. */
export function Page({ title, mark, actions, toolbar, children }: PageProps) {
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-col gap-2.5 border-b border-line px-5 py-3">
        <div className="flex min-h-7 items-center gap-3">
          <h1 className="truncate text-lg font-semibold">{title}</h1>
          {mark}
          <div className="flex-1" />
          {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
        </div>
        {toolbar}
      </header>
      <div className="flex min-h-0 flex-1 flex-col">{children}</div>
    </div>
  );
}
