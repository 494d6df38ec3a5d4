import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, EVENT_CHANNEL, EventEnvelope, EventName, REQUEST_CHANNEL } from './contract';

// A sandboxed preload script cannot load the contract itself; the types keep these two equal to it.
const requestChannel: typeof REQUEST_CHANNEL = 'layeryard:request';
const eventChannel: typeof EVENT_CHANNEL = 'layeryard:event';

/** Events that came before a screen listens for them: kept, so that a file opened at launch is not lost. */
const keptPerName = 16;
type Payload = EventEnvelope['payload'];
type Listener = (payload: Payload) => void;
const listeners = new Map<EventName, Set<Listener>>();
const early = new Map<EventName, Payload[]>();

ipcRenderer.on(eventChannel, (_event, { name, payload }: EventEnvelope) => {
  const listening = listeners.get(name);
  if (listening) for (const listener of listening) listener(payload);
  else early.set(name, [...(early.get(name) ?? []), payload].slice(-keptPerName));
});

const bridge: Bridge = {
  invoke: (name, input) => ipcRenderer.invoke(requestChannel, name, input),
  subscribe: (name, listener) => {
    const listening = listeners.get(name) ?? new Set();
    listeners.set(name, listening.add(listener as Listener));
    for (const payload of early.get(name) ?? []) (listener as Listener)(payload);
    early.delete(name);
    return () => void listening.delete(listener as Listener);
  },
  // Electron before 32 has no webUtils and puts the path on the file itself.
  pathForFile: (file) => webUtils?.getPathForFile(file) ?? (file as File & { path?: string }).path ?? '',
};

contextBridge.exposeInMainWorld('layeryard', bridge);
