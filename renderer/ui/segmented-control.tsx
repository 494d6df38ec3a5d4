import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { RadioGroup } from 'radix-ui';

export interface Segment<V extends string> {
  value: V;
  label: string;
  icon?: LucideIcon;
  disabled?: boolean;
}

export interface SegmentedControlProps<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly Segment<V>[];
  className?: string;
}

/** One of a few, all visible; arrow keys move between them. */
export function SegmentedControl<V extends string>({
  label,
  value,
  onChange,
  options,
  className,
}: SegmentedControlProps<V>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as V)}
      orientation="horizontal"
      className={clsx('inline-flex h-7 rounded-md border border-line bg-sunken p-0.5', className)}
    >
      {options.map(({ value: option, label: text, icon: Icon, disabled = false }) => (
        <RadioGroup.Item
          key={option}
          value={option}
          disabled={disabled}
          className="inline-flex items-center gap-1.5 rounded-sm border border-transparent px-2.5 text-sm whitespace-nowrap text-muted enabled:hover:text-fg disabled:opacity-50 data-[state=checked]:border-line-strong data-[state=checked]:bg-raised data-[state=checked]:text-fg"
        >
          {Icon && <Icon aria-hidden size={13} />}
          {text}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
