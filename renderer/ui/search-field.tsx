import { clsx } from 'clsx';
import { Search, X } from 'lucide-react';
import { type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from './actions';
import { Kbd } from './kbd';

export interface SearchFieldHandle {
  focus: () => void;
}

export interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** The page's own search: `/` and Ctrl/Cmd-F jump here. */
  primary?: boolean;
  /** ArrowDown, as to the list below. */
  onLeave?: () => void;
  ref?: Ref<SearchFieldHandle>;
  className?: string;
}

/** Text search as you type; Escape clears it, a second one leaves it. */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  primary = false,
  onLeave,
  ref,
  className,
}: SearchFieldProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  useImperativeHandle(ref, () => ({ focus }));
  useActions(
    primary ? [{ id: 'find', title: label, shortcut: '/', alternatives: ['mod+f'], run: focus }] : [],
  );
  return (
    <div
      className={clsx(
        'flex h-7 min-w-0 items-center gap-1.5 rounded-md border border-line-strong bg-raised px-2 focus-within:border-accent focus-within:outline-1 focus-within:outline-accent',
        className,
      )}
    >
      <Search aria-hidden size={14} className="shrink-0 text-faint" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            if (value === '') event.currentTarget.blur();
            else onChange('');
          } else if (event.key === 'ArrowDown' && onLeave) {
            event.preventDefault();
            onLeave();
          }
        }}
        className="h-full w-full min-w-0 flex-1 bg-transparent outline-none"
      />
      {value !== '' ? (
        <button
          type="button"
          aria-label={t('clear')}
          onClick={() => {
            onChange('');
            input.current?.focus();
          }}
          className="rounded-sm p-0.5 text-faint hover:text-fg"
        >
          <X aria-hidden size={13} />
        </button>
      ) : (
        primary && <Kbd keys="/" />
      )}
    </div>
  );
}
