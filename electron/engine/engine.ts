import type Dockerode from 'dockerode';
import type { AppError, EngineEndpoint, EngineInfo } from '../contract';

/** A connected engine: what every verb of this folder takes first. */
export interface Engine {
  readonly id: string;
  readonly name: string;
  readonly endpoint: EngineEndpoint;
  readonly info: EngineInfo;
  /** The client, set to the negotiated API version. */
  readonly docker: Dockerode;
  /** Drops its idle connections; calls under way end as lost. */
  close(): void;
}

/** Where the TLS material of an endpoint lies; read at the moment of connecting. */
export interface EndpointTls {
  /** Null: the system's own authorities. */
  caFile: string | null;
  /** Null: no client certificate. */
  certFile: string | null;
  keyFile: string | null;
  /** False skips every check of the engine's certificate, as `DOCKER_TLS` without `DOCKER_TLS_VERIFY` asks. */
  verify: boolean;
}

/** An endpoint as it was found, with what is needed to connect and never leaves the main process. */
export interface EngineTarget {
  endpoint: Omit<EngineEndpoint, 'probe'>;
  tls: EndpointTls | null;
  /** Why it cannot even be tried (a host nobody understands, a context that is not there): connecting throws it. */
  problem: AppError | null;
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
