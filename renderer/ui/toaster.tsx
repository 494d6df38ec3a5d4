import { useTranslation } from 'react-i18next';
import { Toaster as Sonner } from 'sonner';

/** Where short messages appear; mounted once by the shell. Send them by `toast` of `./toast`. */
export function Toaster() {
  const { t } = useTranslation();
  return (
    <Sonner
      // Else it asks the page, which lays everything out in the middle of drawing it.
      dir="ltr"
      position="bottom-right"
      containerAriaLabel={t('notifications')}
      gap={8}
      offset={16}
      visibleToasts={4}
      toastOptions={{ unstyled: true, classNames: toastClasses }}
    />
  );
}

const toastClasses = {
  toast:
    'flex w-[356px] items-start gap-2.5 rounded-lg border border-line-strong bg-raised px-3 py-2.5 text-base text-fg shadow-[0_8px_24px_rgb(0_0_0/0.18)]',
  content: 'min-w-0 flex-1',
  title: 'font-medium break-words',
  description: 'text-sm text-muted break-words',
  icon: 'mt-[2.5px] shrink-0',
  success: '[&_[data-icon]]:text-success',
  error: '[&_[data-icon]]:text-danger',
  warning: '[&_[data-icon]]:text-warning',
  info: '[&_[data-icon]]:text-info',
  actionButton:
    'order-last h-6 shrink-0 rounded-md border border-line-strong bg-raised px-2 text-sm whitespace-nowrap hover:bg-hover',
  closeButton: 'shrink-0',
};
