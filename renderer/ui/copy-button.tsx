import { Check, Copy, X } from 'lucide-react';
import { useTexts } from '../i18n/use-texts';
import { IconButton } from './icon-button';
import { useCopy } from './use-copy';

export interface CopyButtonProps {
  /** What is copied: the button is named "Copy …". */
  label: string;
  text: string | (() => string);
  size?: 'sm' | 'md';
  className?: string;
}

export function CopyButton({ label, text, size = 'sm', className }: CopyButtonProps) {
  const { t } = useTexts('common');
  const { state, copy } = useCopy();
  const icon = { idle: Copy, copied: Check, failed: X }[state];
  const tooltip = { idle: t('copyNamed', { label }), copied: t('copied'), failed: t('copyFailed') }[state];
  return (
    <IconButton
      label={t('copyNamed', { label })}
      tooltip={tooltip}
      icon={icon}
      size={size}
      {...(className === undefined ? {} : { className })}
      onClick={(event) => {
        event.stopPropagation();
        copy(typeof text === 'string' ? text : text());
      }}
    />
  );
}
