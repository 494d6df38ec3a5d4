import type { Bridge } from './contract';

declare global {
  interface Window {
    /** Put there by the preload script; the whole surface that this window has. */
    readonly layeryard: Bridge;
  }
}

/** Read at each call, so that a test may put its own bridge there. */
export function bridge(): Bridge {
  return window.layeryard;
}
