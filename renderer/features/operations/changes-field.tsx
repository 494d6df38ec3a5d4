import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/text-field';
import { changeInstructions, readChanges } from './change-lines';

export interface ChangesFieldProps {
  value: string;
  onChange: (text: string) => void;
}

/** Dockerfile instructions that are put on top of a commit or an import, one a line. */
export function ChangesField({ value, onChange }: ChangesFieldProps) {
  const { t } = useTranslation('operations');
  const { problem } = readChanges(value);
  return (
    <TextField
      label={t('changes.label')}
      value={value}
      onChange={onChange}
      multiline
      mono
      optional
      rows={3}
      placeholder={t('changes.example')}
      hint={t('changes.hint', { instructions: changeInstructions.join(', ') })}
      error={problem ? t('changes.problem', { line: problem.line, text: problem.text }) : undefined}
    />
  );
}
