import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/text-field';
import type { LiveCheck } from './use-reference-check';

export interface ReferenceFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  live: LiveCheck;
  placeholder?: string;
  optional?: boolean;
  /** Said below while the text is empty. */
  emptyHint?: string;
  /** The empty text is an error now, because someone tried to confirm it. */
  demand?: boolean;
}

/** A text box for a reference that is checked while it is typed; the broken rule is said in words. */
export function ReferenceField(props: ReferenceFieldProps) {
  const { label, value, onChange, live, placeholder, optional, emptyHint, demand } = props;
  const { t } = useTranslation('operations');
  const problem = live.check?.problem ?? (demand && value.trim() === '' ? 'empty' : null);
  const name = live.check?.valid ? live.check.familiar : '';
  const written = value.trim();
  const hint =
    written === '' ? emptyHint : name !== '' && name !== written ? t('tag.becomes', { reference: name }) : '';
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      mono
      autoComplete="off"
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(optional ? { optional } : {})}
      hint={hint || undefined}
      error={problem ? t(`rules.${problem}`) : undefined}
    />
  );
}
