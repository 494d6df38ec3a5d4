import { clsx } from 'clsx';

/** A grey place for something that is on its way; it has the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block animate-breathe rounded-sm bg-hover', className)} />;
}
