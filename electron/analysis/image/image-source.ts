import type { Archive, ReadOptions } from '../archive/archive';
import type { StreamedArchive } from '../archive/streamed-archive';

/** Where the archive of an image comes from: a file, a folder, or an engine. */
export interface ImageSource {
  /** Names what its layers' indexes hold for; empty when diffIDs are checked there, so that they hold for everybody. */
  readonly scope: string;
  /** Null where the archive can only pass by. The caller closes it. */
  openArchive(signal: AbortSignal): Promise<Archive | null>;
  /**
   * Lets the archive pass by, from its beginning. Ends early, without an error, when `enough` says so; answers whether
   * it came to its end.
   */
  pass(archive: StreamedArchive, options: PassOptions): Promise<boolean>;
}

export interface PassOptions extends ReadOptions {
  enough: () => boolean;
}
