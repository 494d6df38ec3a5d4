/**
 * Images as the rules of `core` see them: engine answers with the engine's spelling removed.
 * `engine/` makes these, `core/` reasons over them, `services/` keeps them by id.
 */

/** One entry of `GET /images/{name}/history`, newest first as the engine answers. */
export interface RawHistoryEntry {
  /** Image id of the step when it exists locally (classic builder); empty for `<missing>`. */
  id: string;
  createdBy: string;
  /** Unix milliseconds. */
  created: number;
  sizeBytes: number;
  comment: string;
  tags: string[];
}

/** `GET /images/{name}/json`, immutable by id except references and digests. */
export interface InspectedImage {
  id: string;
  references: string[];
  digests: string[];
  os: string;
  architecture: string;
  variant: string;
  sizeBytes: number;
  created: number;
  author: string;
  comment: string;
  parentId: string;
  /** diffIDs from base to top. */
  layers: string[];
  config: {
    entrypoint: string[];
    command: string[];
    environment: string[];
    exposedPorts: string[];
    volumes: string[];
    user: string;
    workingDir: string;
    stopSignal: string;
    shell: string[];
    onBuild: string[];
    healthcheck: {
      test: string[];
      interval: number;
      timeout: number;
      startPeriod: number;
      retries: number;
    } | null;
    labels: Record<string, string>;
  };
}
