import { clsx } from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { boxClasses, Field } from './field';

export interface SelectOption<V extends string> {
  value: V;
  label: string;
  /** A second, quieter line. */
  hint?: string;
  disabled?: boolean;
}

export interface SelectProps<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly SelectOption<V>[];
  /** Shown while the value is none of the options. */
  placeholder?: string;
  hideLabel?: boolean;
  hint?: ReactNode;
  disabled?: boolean;
  className?: string;
}

export function Select<V extends string>({
  label,
  value,
  onChange,
  options,
  placeholder,
  hideLabel = false,
  hint,
  disabled = false,
  className,
}: SelectProps<V>) {
  const id = useId();
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint}>
      <Radix.Root value={value} onValueChange={(next) => onChange(next as V)} disabled={disabled}>
        <Radix.Trigger
          id={id}
          aria-label={label}
          className={clsx(
            boxClasses,
            'flex h-8 w-full min-w-0 items-center gap-2 px-2 text-left hover:bg-hover data-[state=open]:border-accent',
            className,
          )}
        >
          <span className="min-w-0 flex-1 truncate">
            <Radix.Value placeholder={placeholder} />
          </span>
          <Radix.Icon>
            <ChevronDown aria-hidden size={14} className="text-faint" />
          </Radix.Icon>
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content position="popper" sideOffset={4} collisionPadding={8} className={popoverClasses}>
            <Radix.Viewport className="max-h-[min(20rem,var(--radix-select-content-available-height))] min-w-[var(--radix-select-trigger-width)] p-1">
              {options.map((option) => (
                <Option key={option.value} {...option} />
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Field>
  );
}

/** Ground of everything that opens over the page. */
export const popoverClasses =
  'z-50 animate-pop overflow-hidden rounded-lg border border-line-strong bg-raised text-fg shadow-[0_8px_24px_rgb(0_0_0/0.18)]';

function Option<V extends string>({ value, label, hint, disabled = false }: SelectOption<V>) {
  return (
    <Radix.Item
      value={value}
      disabled={disabled}
      className="relative flex items-center gap-2 rounded-md py-1 pr-3 pl-7 outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover"
    >
      <Radix.ItemIndicator className="absolute left-2">
        <Check aria-hidden size={14} className="text-accent" />
      </Radix.ItemIndicator>
      <span className="flex min-w-0 flex-col">
        <Radix.ItemText>{label}</Radix.ItemText>
        {hint && <span className="truncate text-sm text-faint">{hint}</span>}
      </span>
    </Radix.Item>
  );
}
