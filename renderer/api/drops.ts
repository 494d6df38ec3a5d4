import { useEffect, useEffectEvent } from 'react';
import type { DroppedFile } from './contract';

export type DroppedKind = DroppedFile['kind'];
/** `drop`: let go over the window; `system`: named to the app by a command line, a double click or the dock. */
export type FileOrigin = 'drop' | 'system';
type Handler = (file: DroppedFile, origin: FileOrigin) => void;
type AddressHandler = (address: string) => boolean;

const handlers = new Map<DroppedKind, Handler[]>();

/** Opens files of these kinds that are dropped on the window or named to the app, while mounted. The newest handler of a kind counts. */
export function useDropHandler(kinds: readonly DroppedKind[], handler: Handler): void {
  const onFile = useEffectEvent(handler);
  const list = kinds.join(' ');
  useEffect(() => {
    const call: Handler = (file, origin) => onFile(file, origin);
    const mine = list.split(' ') as DroppedKind[];
    for (const kind of mine) handlers.set(kind, [...(handlers.get(kind) ?? []), call]);
    return () => {
      for (const kind of mine) {
        handlers.set(
          kind,
          (handlers.get(kind) ?? []).filter((candidate) => candidate !== call),
        );
      }
    };
  }, [list]);
}

/** Hands a file to its handler; answers whether there is one. */
export function openDropped(file: DroppedFile, origin: FileOrigin): boolean {
  const handler = handlers.get(file.kind)?.at(-1);
  handler?.(file, origin);
  return handler !== undefined;
}

const addressHandlers: AddressHandler[] = [];

/** Opens addresses that are dropped on the window, while mounted; the handler answers whether it takes one. */
export function useAddressDrop(handler: AddressHandler): void {
  const onAddress = useEffectEvent(handler);
  useEffect(() => {
    const call: AddressHandler = (address) => onAddress(address);
    addressHandlers.push(call);
    return () => {
      addressHandlers.splice(addressHandlers.indexOf(call), 1);
    };
  }, []);
}

/** Hands an address to whoever takes it, the newest first; answers whether anybody does. */
export function openAddress(address: string): boolean {
  return addressHandlers.toReversed().some((handler) => handler(address));
}
