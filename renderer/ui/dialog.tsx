import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ComponentProps, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './icon-button';

export type DialogSize = 'sm' | 'md' | 'lg' | 'xl';

export interface DialogProps {
  /** Its accessible name. */
  title: string;
  description?: ReactNode;
  /** Called on Escape, on the close button and on a press outside; the owner then unmounts the dialog. */
  onClose: () => void;
  /** Makes the dialog a form: Enter in a text box and the submit button of the footer call it. */
  onSubmit?: () => void;
  size?: DialogSize;
  /** Stays at the bottom while the content scrolls. */
  footer?: ReactNode;
  /** A press outside does nothing, because typed text would be lost. */
  keepOpen?: boolean;
  /** Nothing in it takes the focus: its content does, so that keys can scroll it. */
  reading?: boolean;
  children: ReactNode;
}

const widths: Record<DialogSize, string> = { sm: 'w-96', md: 'w-[520px]', lg: 'w-[680px]', xl: 'w-[860px]' };

const scrolledByKeys = { tabIndex: 0, 'data-initial-focus': true };

/**
 * A modal dialog; mounted means open. The first control with `data-initial-focus`, else the first text
 * box, else the harmless confirming button, else the first button gets the focus, and it goes back to where it was on closing.
 */
export function Dialog(props: DialogProps) {
  const {
    title,
    description,
    onClose,
    size = 'md',
    footer,
    keepOpen = false,
    reading = false,
    children,
  } = props;
  const content = useRef<HTMLDivElement>(null);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          ref={content}
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            focusFirst(content.current);
          }}
          onInteractOutside={(event) => (keepOpen || isToast(event.target)) && event.preventDefault()}
          className={clsx(
            'fixed top-[max(8vh,24px)] left-1/2 z-40 flex max-h-[84vh] max-w-[calc(100vw-48px)] -translate-x-1/2 flex-col outline-none',
            'animate-fade overflow-hidden rounded-xl border border-line-strong bg-surface shadow-[0_16px_48px_rgb(0_0_0/0.28)]',
            widths[size],
          )}
        >
          <header className="flex shrink-0 items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="truncate text-lg font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-base text-muted">{description}</Radix.Description>
              )}
            </div>
            <CloseButton />
          </header>
          <Body {...(props.onSubmit ? { onSubmit: props.onSubmit } : {})}>
            <div
              {...(reading ? scrolledByKeys : {})}
              className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-4 focus-visible:outline-offset-[-2px]"
            >
              {children}
            </div>
            {footer && <footer className="shrink-0 border-t border-line bg-app px-5 py-3">{footer}</footer>}
          </Body>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function CloseButton() {
  const { t } = useTranslation();
  return (
    <Radix.Close asChild>
      <IconButton label={t('close')} icon={X} size="sm" className="-mr-1.5" />
    </Radix.Close>
  );
}

function Body({ onSubmit, children }: { onSubmit?: () => void; children: ReactNode }) {
  const shape = 'flex min-h-0 flex-1 flex-col';
  if (!onSubmit) return <div className={shape}>{children}</div>;
  const submit: ComponentProps<'form'>['onSubmit'] = (event) => {
    event.preventDefault();
    event.stopPropagation();
    onSubmit();
  };
  return (
    <form className={shape} onSubmit={submit} noValidate>
      {children}
    </form>
  );
}

function focusFirst(content: HTMLElement | null): void {
  const candidates = [
    '[data-initial-focus]',
    // Radio groups and checkboxes put hidden inputs into a form.
    'input:not([type="checkbox"], [type="radio"], :disabled), textarea',
    '[data-confirm]:not(:disabled)',
    'footer button',
  ];
  for (const selector of candidates) {
    const found = content?.querySelector<HTMLElement>(selector);
    if (found) {
      found.focus();
      return;
    }
  }
  content?.focus();
}

/** Pressing a notification is not leaving the dialog. */
function isToast(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-sonner-toaster]') !== null;
}
