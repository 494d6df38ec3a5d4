import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Height, ground and border that all boxes of a form share. */
export const boxClasses =
  'rounded-md border border-line-strong bg-raised text-base text-fg disabled:opacity-60 focus-within:border-accent';

export interface FieldProps {
  id: string;
  label: string;
  hideLabel?: boolean;
  optional?: boolean;
  hint?: ReactNode;
  error?: string;
  children: ReactNode;
}

/** Ids of the texts that describe a box, for `aria-describedby`. */
export function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter((part) => part !== '');
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Label above a box, hint or error below. */
export function Field({ id, label, hideLabel = false, optional = false, hint, error, children }: FieldProps) {
  const { t } = useTranslation();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className={hideLabel ? 'sr-only' : 'flex items-baseline gap-1.5 text-sm font-medium text-muted'}>
        <label htmlFor={id} className="min-w-0 break-words">
          {label}
        </label>
        {optional && <span className="font-normal text-faint">{t('optional')}</span>}
      </div>
      {children}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1 text-sm text-danger">
          <CircleAlert aria-hidden size={13} className="mt-[1.5px] shrink-0" />
          {error}
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="text-sm text-faint">
          {hint}
        </div>
      )}
    </div>
  );
}
