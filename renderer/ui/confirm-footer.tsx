import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';

export interface ConfirmFooterProps {
  /** The confirming button's name, a verb. It submits the dialog's form. */
  verb: string;
  onCancel: () => void;
  icon?: LucideIcon;
  danger?: boolean;
  disabled?: boolean;
  busy?: boolean;
  /** Left of the buttons: a total, a warning. */
  note?: ReactNode;
  /** Further buttons between note and Cancel. */
  extra?: ReactNode;
  /** Another answer that is worth as much as the confirming one, beside it. */
  alternative?: ReactNode;
}

/** The bottom of a dialog that does something. */
export function ConfirmFooter({
  verb,
  onCancel,
  icon,
  danger = false,
  disabled,
  busy,
  note,
  extra,
  alternative,
}: ConfirmFooterProps) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center gap-2">
      <div className="min-w-0 flex-1 text-sm text-muted">{note}</div>
      {extra}
      <Button onClick={onCancel}>{t('cancel')}</Button>
      {alternative}
      <Button
        type="submit"
        {...(danger ? {} : { 'data-confirm': true })}
        variant={danger ? 'danger' : 'primary'}
        {...(icon ? { icon } : {})}
        {...(disabled ? { disabled } : {})}
        {...(busy ? { busy } : {})}
      >
        {verb}
      </Button>
    </div>
  );
}
