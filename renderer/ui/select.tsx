import { clsx } from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { boxClasses, describedBy, Field } from './field';
import { SelectBox } from './select-box';

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
  /** Shown while no option has the value, e.g. ''. */
  placeholder?: string;
  hideLabel?: boolean;
  hint?: ReactNode;
  disabled?: boolean;
  className?: string;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { label, value, onChange, options, hideLabel = false, hint, disabled = false, className } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const current = options.find((option) => option.value === value);
  const choices = options.map((option) => ({ ...option, text: option.label }));
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint}>
      <SelectBox
        id={id}
        label={label}
        describedBy={describedBy(id, hint, undefined)}
        value={value}
        onChange={onChange}
        choices={choices}
        open={open}
        onOpenChange={setOpen}
        disabled={disabled}
        className={clsx(
          boxClasses,
          'flex h-8 w-full min-w-0 items-center gap-2 px-2 text-left enabled:hover:bg-hover aria-expanded:border-accent',
          className,
        )}
        renderChoice={(choice, chosen) => <Line label={choice.label} hint={choice.hint} chosen={chosen} />}
      >
        <span className={clsx('min-w-0 flex-1 truncate', !current && 'text-faint')}>
          {current?.label ?? props.placeholder ?? value}
        </span>
        <ChevronDown aria-hidden size={14} className="shrink-0 text-faint" />
      </SelectBox>
    </Field>
  );
}

function Line({ label, hint, chosen }: { label: string; hint: string | undefined; chosen: boolean }) {
  return (
    <span className="flex items-center gap-2 py-1 pr-3 pl-2">
      <span className="flex w-4 shrink-0 justify-center">
        {chosen && <Check aria-hidden size={14} className="text-accent" />}
      </span>
      <span className="flex min-w-0 flex-col">
        <span>{label}</span>
        {hint && <span className="truncate text-sm text-faint">{hint}</span>}
      </span>
    </span>
  );
}
