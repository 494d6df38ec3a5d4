import path from 'node:path';
import { z } from 'zod';
import { type Settings, settings as settingsSchema } from '../contract';
import { JsonFile } from './json-file';

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  imageColumns: [],
  imageSort: { column: 'created', descending: true },
  notifyAfter: 10_000,
  detailsWidth: 480,
  layerCacheBytes: 500_000_000,
};

/** Some members of the settings; one that is undefined stays as it was. */
export type SettingsChange = { [K in keyof Settings]?: Settings[K] | undefined };

/** Where the window stood, in device-independent pixels. */
const windowPlace = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  maximized: z.boolean(),
});

/** Members that are missing, because an older release wrote the file, get their defaults. */
const stored = z.object({
  settings: settingsSchema.partial().default({}),
  windowPlace: windowPlace.nullable().default(null),
  /** The endpoint a person chose last, by id. */
  engine: z.string().nullable().default(null),
});
type Stored = z.infer<typeof stored>;

/** What the app remembers between its starts, in one file of its data folder. */
export class SettingsService {
  readonly #file: JsonFile<Stored>;
  readonly #listeners = new Set<(settings: Settings) => void>();
  #stored: Stored;

  constructor(dataFolder: string, onError: (thrown: unknown) => void) {
    this.#file = new JsonFile<Stored>(path.join(dataFolder, 'settings.json'), stored, onError);
    this.#stored = this.#file.read() ?? stored.parse({});
  }

  get(): Settings {
    return overlay(defaultSettings, this.#stored.settings);
  }

  /** Changes the named members and tells everybody who listens. */
  set(change: SettingsChange): Settings {
    this.#keep({ settings: overlay(this.get(), change) });
    const current = this.get();
    for (const listener of this.#listeners) listener(current);
    return current;
  }

  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.add(listener);
  }

  get windowPlace(): Stored['windowPlace'] {
    return this.#stored.windowPlace;
  }

  set windowPlace(place: Stored['windowPlace']) {
    this.#keep({ windowPlace: place });
  }

  get engine(): string | null {
    return this.#stored.engine;
  }

  set engine(id: string | null) {
    this.#keep({ engine: id });
  }

  /** Settles when everything is on disk. */
  async flush(): Promise<void> {
    await this.#file.flush();
  }

  #keep(change: Partial<Stored>): void {
    this.#stored = { ...this.#stored, ...change };
    this.#file.write(this.#stored);
  }
}

function overlay(base: Settings, change: SettingsChange): Settings {
  const defined = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...base, ...(Object.fromEntries(defined) as Partial<Settings>) };
}
