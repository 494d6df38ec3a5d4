import { clsx } from 'clsx';
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import { boxClasses, describedBy, Field } from './field';

type Native = Pick<
  ComponentPropsWithRef<'input'>,
  | 'type'
  | 'placeholder'
  | 'disabled'
  | 'required'
  | 'autoFocus'
  | 'autoComplete'
  | 'list'
  | 'maxLength'
  | 'readOnly'
  | 'onBlur'
  | 'onKeyDown'
  | 'role'
  | 'aria-autocomplete'
  | 'aria-controls'
  | 'aria-expanded'
  | 'aria-activedescendant'
>;

export interface TextFieldProps extends Native {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hideLabel?: boolean;
  optional?: boolean;
  hint?: ReactNode;
  /** Marks the box invalid and says why. */
  error?: string | undefined;
  /** Inside the box, before and after the text. */
  prefix?: ReactNode;
  suffix?: ReactNode;
  /** Several lines; Enter then starts a new one. */
  multiline?: boolean;
  rows?: number;
  /** For references, paths and code. */
  mono?: boolean;
  ref?: React.Ref<HTMLInputElement>;
  className?: string;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error, prefix, suffix, multiline, rows, mono, className } = props;
  const { hideLabel, optional, ref, ...native } = nativeProps(props);
  const id = useId();
  const shared = {
    id,
    value,
    spellCheck: false,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy(id, hint, error),
    className: clsx(
      'w-full min-w-0 flex-1 bg-transparent outline-none',
      mono && 'font-mono text-sm',
      multiline ? 'resize-y px-2 py-1' : 'h-full px-2',
    ),
  };
  return (
    <Field
      id={id}
      label={label}
      {...(hideLabel ? { hideLabel } : {})}
      {...(optional ? { optional } : {})}
      hint={hint}
      {...(error ? { error } : {})}
    >
      <div
        className={clsx(
          boxClasses,
          'flex min-w-0 items-center focus-within:outline-1 focus-within:outline-accent',
          multiline ? 'min-h-16' : 'h-8',
          error && 'border-danger',
          className,
        )}
      >
        {prefix && <span className="flex shrink-0 items-center pl-2 text-faint">{prefix}</span>}
        {multiline ? (
          <textarea
            {...shared}
            rows={rows ?? 3}
            placeholder={native.placeholder}
            disabled={native.disabled}
            required={native.required}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <input {...native} {...shared} ref={ref} onChange={(event) => onChange(event.target.value)} />
        )}
        {suffix && <span className="flex shrink-0 items-center pr-1 text-faint">{suffix}</span>}
      </div>
    </Field>
  );
}

/** What goes to the `input` itself, and the few the field needs beside it. */
function nativeProps(props: TextFieldProps) {
  const { label, value, onChange, hint, error, prefix, suffix, multiline, rows, mono, className, ...rest } =
    props;
  return rest;
}
