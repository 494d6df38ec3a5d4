import { type ReactNode, useId } from 'react';

/** One part of the overview with its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="text-sm font-semibold text-muted">
        {title}
      </h3>
      {children}
    </section>
  );
}

/** Names and values side by side. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[minmax(88px,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1.5">{children}</dl>
  );
}

export interface FactProps {
  name: string;
  /** A plain sentence below the value, for those who meet the thing for the first time. */
  hint?: string;
  children: ReactNode;
}

export function Fact({ name, hint, children }: FactProps) {
  return (
    <>
      <dt className="max-w-32 text-muted">{name}</dt>
      <dd className="selectable min-w-0 break-words">
        {children}
        {hint && <p className="text-sm text-faint">{hint}</p>}
      </dd>
    </>
  );
}

/** What was not set, or is only there by default. */
export function Unset({ children }: { children: ReactNode }) {
  return <span className="text-faint">{children}</span>;
}
