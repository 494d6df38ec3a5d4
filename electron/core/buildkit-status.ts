/** What BuildKit tells of a build as it goes on: each message names what has changed since the last. */
export interface BuildkitStatus {
  vertexes: BuildkitVertex[];
  statuses: BuildkitTransfer[];
  logs: BuildkitLog[];
  warnings: BuildkitWarning[];
}

/** One node of the build's graph: an instruction, a pull, the transfer of the context. Times are Unix milliseconds. */
export interface BuildkitVertex {
  digest: string;
  /** Digests of the vertices whose results it needs. */
  inputs: string[];
  /** `[stage 2/5] RUN make` or `[internal] load .dockerignore`. */
  name: string;
  cached: boolean;
  started: number | null;
  completed: number | null;
  error: string;
}

/** Something countable inside a vertex: a layer of a pull, the bytes of a context. */
export interface BuildkitTransfer {
  id: string;
  vertex: string;
  current: number;
  /** 0 when unknown. */
  total: number;
  done: boolean;
}

export interface BuildkitLog {
  vertex: string;
  /** Raw output of the command; characters may be cut anywhere. */
  bytes: Uint8Array;
}

export interface BuildkitWarning {
  vertex: string;
  text: string;
  url: string;
  /** 1-based line of the Dockerfile; null when the warning names none. */
  line: number | null;
}
