import { clsx } from 'clsx';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { commandOfSelectKey, findByLetters, type SelectCommand } from './select-keys';

export interface SelectChoice<V extends string> {
  value: V;
  /** Its name, and what typed letters find. */
  text: string;
  disabled?: boolean;
}

export interface SelectBoxProps<V extends string, C extends SelectChoice<V>> {
  /** Accessible name of the box and its list. */
  label: string;
  id?: string;
  describedBy?: string | undefined;
  /** Null while nothing is chosen. */
  value: V | null;
  onChange: (value: V) => void;
  choices: readonly C[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  disabled?: boolean;
  className?: string;
  listClassName?: string;
  /** What one line of the list shows. */
  renderChoice: (choice: C, chosen: boolean) => ReactNode;
  /** What the box shows. */
  children: ReactNode;
}

/** Ground of everything that opens over the page. */
export const popoverClasses =
  'z-50 animate-pop overflow-hidden rounded-lg border border-line-strong bg-raised text-fg shadow-[0_8px_24px_rgb(0_0_0/0.18)]';

/** Typed letters belong together when they follow each other within this time. */
const typingPause = 600;

/**
 * A box that opens a list to choose one from. The focus never leaves the box (`aria-activedescendant`), so
 * the rest of the page need not be hidden meanwhile and it works the same inside dialogs.
 */
export function SelectBox<V extends string, C extends SelectChoice<V>>(props: SelectBoxProps<V, C>) {
  const { label, value, choices, open, onOpenChange, disabled = false, className } = props;
  const listId = useId();
  const chosen = choices.findIndex((choice) => choice.value === value);
  const [marked, setMarked] = useState(Math.max(0, chosen));
  const typed = useRef({ letters: '', at: 0 });

  const setOpen = (next: boolean) => {
    if (next === open) return;
    if (next) setMarked(Math.max(0, chosen));
    onOpenChange(next);
  };
  const choose = (index: number) => {
    const choice = choices[index];
    if (!choice || choice.disabled) return;
    props.onChange(choice.value);
    onOpenChange(false);
  };
  const type = (letter: string) => {
    const now = Date.now();
    const goesOn = now - typed.current.at < typingPause;
    const letters = goesOn ? typed.current.letters + letter : letter;
    typed.current = { letters, at: now };
    const texts = choices.map((choice) => choice.text);
    // One letter again and again goes through all that begin with it.
    const found = findByLetters(texts, letters, letters.length > 1 ? marked : marked + 1);
    if (!open) onOpenChange(true);
    if (found >= 0) setMarked(found);
  };
  const obey = (command: SelectCommand): void => {
    switch (command.kind) {
      case 'open':
        setOpen(true);
        return;
      case 'move':
        setMarked(command.index);
        return;
      case 'choose':
        choose(marked);
        return;
      case 'leave':
        setOpen(false);
        return;
      case 'type':
        type(command.letter);
        return;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandOfSelectKey(event, open, marked, choices.length);
    if (command === null) return;
    // Leaving goes on to the next control, all else ends here.
    if (command.kind !== 'leave') event.preventDefault();
    obey(command);
  };

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          role="combobox"
          {...(props.id === undefined ? {} : { id: props.id })}
          aria-label={label}
          aria-describedby={props.describedBy}
          aria-haspopup="listbox"
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          aria-activedescendant={open ? `${listId}-${marked}` : undefined}
          disabled={disabled}
          onKeyDown={onKeyDown}
          className={className}
        >
          {props.children}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          role="presentation"
          onOpenAutoFocus={(event) => event.preventDefault()}
          className={clsx(popoverClasses, 'min-w-[var(--radix-popover-trigger-width)]', props.listClassName)}
        >
          <List {...props} listId={listId} marked={marked} onMark={setMarked} onChoose={choose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface ListProps<V extends string, C extends SelectChoice<V>> extends SelectBoxProps<V, C> {
  listId: string;
  marked: number;
  onMark: (index: number) => void;
  onChoose: (index: number) => void;
}

function List<V extends string, C extends SelectChoice<V>>(props: ListProps<V, C>) {
  const { label, listId, choices, value, marked, onMark, onChoose, renderChoice } = props;
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.children[marked]?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className="max-h-[min(24rem,var(--radix-popover-content-available-height))] overflow-y-auto p-1 outline-none"
    >
      {choices.map((choice, index) => (
        // The keys are the box's, which has the focus; Enter is for assistive tools that focus a choice.
        <div
          key={choice.value}
          id={`${listId}-${index}`}
          role="option"
          tabIndex={-1}
          aria-label={choice.text}
          aria-selected={choice.value === value}
          aria-disabled={choice.disabled || undefined}
          onPointerMove={() => index !== marked && onMark(index)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
          onKeyDown={(event) => event.key === 'Enter' && onChoose(index)}
          className={clsx(
            'relative rounded-md outline-none aria-disabled:opacity-50',
            index === marked && 'bg-hover',
          )}
        >
          {renderChoice(choice, choice.value === value)}
        </div>
      ))}
    </div>
  );
}
