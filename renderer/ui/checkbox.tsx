import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';

export interface CheckboxProps {
  label: string;
  checked: boolean | 'indeterminate';
  onChange: (checked: boolean) => void;
  hint?: ReactNode;
  disabled?: boolean;
  /** The label is for screen readers only, as in a table. */
  hideLabel?: boolean;
}

export function Checkbox({
  label,
  checked,
  onChange,
  hint,
  disabled = false,
  hideLabel = false,
}: CheckboxProps) {
  const id = useId();
  const box = (
    <Radix.Root
      id={id}
      checked={checked}
      disabled={disabled}
      onCheckedChange={(next) => onChange(next === true)}
      aria-label={hideLabel ? label : undefined}
      aria-describedby={hint ? `${id}-hint` : undefined}
      className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border border-faint bg-raised disabled:opacity-50 data-[state=checked]:border-accent-fill data-[state=checked]:bg-accent-fill data-[state=indeterminate]:border-accent-fill data-[state=indeterminate]:bg-accent-fill"
    >
      <Radix.Indicator className="text-on-accent">
        {checked === 'indeterminate' ? (
          <Minus aria-hidden size={12} strokeWidth={3} />
        ) : (
          <Check aria-hidden size={12} strokeWidth={3} />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
  if (hideLabel) return box;
  return (
    <div className="flex items-start gap-2">
      {box}
      <div className="flex min-w-0 flex-col">
        <label htmlFor={id}>{label}</label>
        {hint && (
          <div id={`${id}-hint`} className="text-sm text-faint">
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
