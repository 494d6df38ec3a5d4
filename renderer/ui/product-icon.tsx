import { clsx } from 'clsx';

const large = new URL('../../assets/icon.svg', import.meta.url).href;
/** Drawn for few pixels: larger, without outlines. */
const small = new URL('../../assets/icon-small.svg', import.meta.url).href;

export interface ProductIconProps {
  /** Width and height in pixels. */
  size: number;
  className?: string;
}

/** The product's icon, the same as the system shows for the window. The product's name stands beside it. */
export function ProductIcon({ size, className }: ProductIconProps) {
  const source = size <= 32 ? small : large;
  return <img alt="" src={source} width={size} height={size} className={clsx('shrink-0', className)} />;
}
