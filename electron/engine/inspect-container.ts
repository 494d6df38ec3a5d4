import type { Engine } from './engine';
import {
  asFields,
  type Fields,
  fieldsListOf,
  fieldsOf,
  keysOf,
  numberOf,
  textMapOf,
  textOf,
  textsOf,
} from './fields';
import { containerPath } from './image-path';
import { withAlgorithm } from './image-summary';
import { readJson } from './request';

/** What was asked for when it was made, and whether it runs. */
export interface InspectedContainer {
  id: string;
  name: string;
  /** As it was written when the container was made. */
  image: string;
  imageId: string;
  running: boolean;
  /** Of its last run; 0 while it runs. */
  exitCode: number;
  hasTerminal: boolean;
  labels: Record<string, string>;
  entrypoint: string[];
  command: string[];
  environment: string[];
  exposedPorts: string[];
  user: string;
  workingDir: string;
  /** Where volumes and folders of the computer are mounted. */
  mounts: string[];
}

/** `GET /containers/{id}/json`. Throws `not-found`. */
export async function inspectContainer(
  engine: Engine,
  container: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<InspectedContainer> {
  const answer = await readJson(engine.docker, {
    method: 'GET',
    path: `${containerPath(container)}/json`,
    signal,
    context: { container },
  });
  return toContainer(asFields(answer, 'container'));
}

function toContainer(container: Fields): InspectedContainer {
  const config = fieldsOf(container.Config);
  return {
    id: textOf(container.Id),
    name: textOf(container.Name).replace(/^\//, ''),
    image: textOf(config.Image),
    imageId: withAlgorithm(textOf(container.Image)),
    running: fieldsOf(container.State).Running === true,
    exitCode: numberOf(fieldsOf(container.State).ExitCode),
    hasTerminal: config.Tty === true,
    labels: textMapOf(config.Labels),
    entrypoint: textsOf(config.Entrypoint),
    command: textsOf(config.Cmd),
    environment: textsOf(config.Env),
    exposedPorts: keysOf(config.ExposedPorts),
    user: textOf(config.User),
    workingDir: textOf(config.WorkingDir),
    mounts: fieldsListOf(container.Mounts)
      .map((mount) => textOf(mount.Destination))
      .sort(),
  };
}
