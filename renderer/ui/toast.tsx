import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import { type ExternalToast, toast as sonner } from 'sonner';

export interface ToastOptions {
  /** A second, quieter line. */
  description?: string;
  /** One button. */
  action?: { label: string; onClick: () => void };
  /** A later toast with the same id replaces this one. */
  id?: string;
}

function externalOptions(
  { description, action, id }: ToastOptions,
  icon: ExternalToast['icon'],
): ExternalToast {
  return {
    icon,
    ...(description === undefined ? {} : { description }),
    ...(action === undefined ? {} : { action }),
    ...(id === undefined ? {} : { id }),
  };
}

/** Short messages at the edge of the window; what must not be missed belongs elsewhere too. */
export const toast = {
  success(text: string, options: ToastOptions = {}): void {
    sonner.success(text, externalOptions(options, <CircleCheck aria-hidden size={15} />));
  },
  error(text: string, options: ToastOptions = {}): void {
    sonner.error(text, externalOptions(options, <CircleAlert aria-hidden size={15} />));
  },
  info(text: string, options: ToastOptions = {}): void {
    sonner.info(text, externalOptions(options, <Info aria-hidden size={15} />));
  },
};
