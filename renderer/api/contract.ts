/** The contract's types for screens; `renderer/api` alone may look at the contract itself. */
export type * from '../../electron/contract';
