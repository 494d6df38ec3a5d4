import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/text-field';
import { pathProblem } from './file-path';

export interface FileFieldProps {
  value: string;
  onChange: (path: string) => void;
  /** Opens the system's own dialog. */
  onChoose: () => void;
  placeholder?: string;
  hint?: string | undefined;
  /** Says what is wrong with the text; before that a half-written path is left in peace. */
  demand: boolean;
}

/** A path that can be written, or chosen in the system's own dialog. */
export function FileField({ value, onChange, onChoose, placeholder, hint, demand }: FileFieldProps) {
  const { t } = useTranslation('operations');
  const problem = demand ? pathProblem(value) : null;
  return (
    <TextField
      label={t('paths.label')}
      value={value}
      onChange={onChange}
      mono
      autoComplete="off"
      {...(placeholder === undefined ? {} : { placeholder })}
      hint={hint}
      error={problem ? t(`paths.${problem}`) : undefined}
      suffix={
        <Button size="sm" onClick={onChoose}>
          {t('paths.choose')}
        </Button>
      }
    />
  );
}
