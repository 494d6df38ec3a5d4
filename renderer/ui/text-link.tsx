import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

export interface TextLinkProps {
  /** An address inside the app. */
  href: string;
  title?: string;
  /** Before the address is gone to. */
  onClick?: () => void;
  className?: string;
  children?: ReactNode;
}

/** A link within running text. */
export function TextLink({ href, title, onClick, className, children }: TextLinkProps) {
  return (
    <Link
      href={href}
      {...(title === undefined ? {} : { title })}
      {...(onClick === undefined ? {} : { onClick })}
      className={clsx(
        'rounded-xs text-accent underline decoration-line-strong underline-offset-2 hover:decoration-current',
        className,
      )}
    >
      {children}
    </Link>
  );
}
