import type { MenuCommand, Settings } from './app';
import type { BuildContext } from './build';
import type { BuildRecord } from './build-history';
import type { EngineState } from './engines';
import type { ImagesChanged } from './images';
import type { JobSnapshot } from './jobs';
import type { Json } from './json';
import type { LayersReading } from './layers';
import type { RegistryState } from './registries';
import type { TerminalEvents } from './terminals';

/** What main tells every window, unasked. Main is trusted, so these are types without run-time checks. */
export interface Events extends TerminalEvents {
  'engine.changed': EngineState;
  'images.changed': ImagesChanged;
  /** More is known of the layers of images than before: bases, descendants and what is shared may be others now. */
  'images.factsChanged': { engineId: string };
  /** Containers of this engine came, went or changed state; screens that show them refetch. */
  'containers.changed': { engineId: string };
  /** Contents of a layer are on their way from an engine or out of a packed archive; `done` when they are here or given up. */
  'layers.reading': LayersReading;
  /** Figures of a context that is still being walked, for the `build.context` of that word. */
  'build.measuring': { look: string; context: BuildContext };
  /** The builds that are remembered, newest first. */
  'builds.changed': { builds: BuildRecord[] };
  'jobs.updated': JobSnapshot[];
  'jobs.removed': { ids: string[] };
  'registries.changed': RegistryState;
  'settings.changed': Settings;
  /** The window is about to go: save every text that is not saved, then answer by the request `app.savedAll`. */
  'app.saveAll': Record<string, never>;
  'menu.command': { command: MenuCommand };
  /** A file that the system asked the app to open (double click, command line, drop on the dock). */
  'file.opened': { path: string };
}
export type EventName = keyof Events;
export type EventEnvelope = { [N in EventName]: { name: N; payload: Json<Events[N]> } }[EventName];
/** How services publish; they know nothing of windows. */
export type Publish = <N extends EventName>(name: N, payload: Events[N]) => void;
