import { useTranslation } from 'react-i18next';
import type { RemovePreview } from '../../../api/contract';
import { Switch } from '../../../ui/switch';
import { helpedByForce } from './use-remove-preview';

export interface ForceSwitchProps {
  /** What is taken: whole images, or names. */
  of: 'remove' | 'untag';
  preview: RemovePreview;
  force: boolean;
  onChange: (force: boolean) => void;
}

/** Offered only where it changes something. */
export function ForceSwitch({ of, preview, force, onChange }: ForceSwitchProps) {
  const { t } = useTranslation('operations');
  const helped = helpedByForce(preview);
  if (!force && helped === 0) return null;
  return (
    <Switch
      label={t(`${of}.force`)}
      checked={force}
      onChange={onChange}
      hint={helped > 0 ? t(`${of}.forceHint`, { count: helped }) : undefined}
    />
  );
}
