import type { ErrorCode } from '../contract';

/**
 * What a failing call was about. `params` of the coded error take over `reference` (else the container),
 * `server`, `container` and `host`; a `server` also says that a refusal came from that registry and not from the engine.
 */
export interface ErrorContext {
  /** The image name as the person wrote it. */
  reference?: string;
  /** Registry host that the engine talks to in this call, `docker.io` for Docker Hub. */
  server?: string;
  imageId?: string;
  container?: string;
  /** The endpoint, for failures to reach it. */
  host?: string;
}

/** What an error turned out to be. */
export interface Match {
  code: ErrorCode;
  params?: Record<string, string>;
  /** Doing it again with force would succeed. */
  force?: boolean;
}
