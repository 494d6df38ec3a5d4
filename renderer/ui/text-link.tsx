import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

export interface TextLinkProps {
  /** An address inside the app. */
  href: string;
  title?: string;
  className?: string;
  children?: ReactNode;
}

/** A link within running text. */
export function TextLink({ href, title, className, children }: TextLinkProps) {
  return (
    <Link
      href={href}
      {...(title === undefined ? {} : { title })}
      className={clsx(
        'rounded-xs text-accent underline decoration-line-strong underline-offset-2 hover:decoration-current',
        className,
      )}
    >
      {children}
    </Link>
  );
}
