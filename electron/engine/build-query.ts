/** What both builders take. */
export interface BuildOptions {
  /** Address of a context that the engine fetches; empty when it is sent. */
  remote: string;
  /** The Dockerfile's name inside the context. */
  dockerfile: string;
  tags: string[];
  /** Stage to stop at; empty for the last one. */
  target: string;
  buildArgs: Record<string, string>;
  labels: Record<string, string>;
  /** `linux/arm64`; empty for the engine's own. */
  platform: string;
  /** Network of RUN steps: `default`, `none`, `host` or a network's name; empty for the builder's own choice. */
  network: string;
  noCache: boolean;
  /** Ask the registry for newer base images. */
  pullBase: boolean;
  /** Put all new layers into one, where the engine is set to experimental. */
  squash: boolean;
}

/** Query of `POST /build` without what tells the builders apart (Docker Engine API 1.41). */
export function buildQuery(options: BuildOptions) {
  return {
    t: options.tags,
    dockerfile: options.dockerfile,
    remote: orNone(options.remote),
    target: orNone(options.target),
    buildargs: JSON.stringify(options.buildArgs),
    labels: JSON.stringify(options.labels),
    platform: orNone(options.platform),
    networkmode: orNone(options.network),
    nocache: options.noCache,
    pull: options.pullBase ? '1' : undefined,
    squash: options.squash ? true : undefined,
    rm: true,
    forcerm: true,
  };
}

const orNone = (text: string): string | undefined => (text === '' ? undefined : text);
