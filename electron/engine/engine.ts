import type Dockerode from 'dockerode';
import type { EngineEndpoint, EngineInfo } from '../contract';

/** A connected engine: what every verb of this folder takes first. */
export interface Engine {
  readonly id: string;
  readonly name: string;
  readonly endpoint: EngineEndpoint;
  readonly info: EngineInfo;
  /** Set to the negotiated API version. */
  readonly docker: Dockerode;
}

/** What long work takes besides its input. */
export interface WorkOptions<Progress> {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/** Credentials of one registry, already chosen for the reference at hand; they never leave the main process. */
export interface RegistryCredentials {
  serverAddress: string;
  username: string;
  password: string;
  /** Set instead of username and password when the helper keeps a token. */
  identityToken: string;
}
