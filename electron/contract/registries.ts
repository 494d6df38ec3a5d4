import { z } from 'zod';
import { appError } from './errors';

export const registryAccount = z.object({
  /** As the command line's config names it; `https://index.docker.io/v1/` is shown as `docker.io`. */
  server: z.string(),
  username: z.string(),
  /** `file`: plain text in config.json. Otherwise the helper's name (`secretservice`, `pass`, …). */
  storage: z.string(),
  /** `asking`: named in the config, its helper has not answered yet. `failed`: the helper gave no usable answer. */
  state: z.enum(['known', 'asking', 'failed']),
  /** What its helper failed with; null in every other state. */
  problem: appError.nullable(),
});
export type RegistryAccount = z.infer<typeof registryAccount>;

/** Sent again as `registries.changed` when a helper answers that was still being asked. */
export const registryState = z.object({
  accounts: z.array(registryAccount),
  configFile: z.string(),
  /** Where a new sign-in would be kept: helper name or `file`. */
  newStorage: z.string(),
  /** What could not be read: the config file, or helpers that it names no server for. */
  problems: z.array(appError),
});
export type RegistryState = z.infer<typeof registryState>;

export const signInResult = z.object({
  server: z.string(),
  /** `file` when the password was written as plain text. */
  storage: z.string(),
});

export const searchResult = z.object({
  name: z.string(),
  description: z.string(),
  stars: z.number(),
  official: z.boolean(),
  /** What to pull: with the registry's host when it is not Docker Hub. */
  reference: z.string(),
});
export type SearchResult = z.infer<typeof searchResult>;
