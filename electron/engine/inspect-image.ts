import type { InspectedImage } from '../core/image-model';
import type { Engine } from './engine';
import {
  asFields,
  type Fields,
  fieldsOf,
  keysOf,
  numberOf,
  textMapOf,
  textOf,
  textsOf,
  timeOf,
} from './fields';
import { imagePath } from './image-path';
import { digestsOf, referencesOf, withAlgorithm } from './image-summary';
import { readJson } from './request';

/**
 * `GET /images/{name}/json` in the words of `core`. Members that an engine leaves out (`GraphDriver` from API
 * 1.52 on, `Parent` with containerd) are empty. Throws `not-found` when there is no such image.
 */
export async function inspectImage(
  engine: Engine,
  nameOrId: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<InspectedImage> {
  const path = `${imagePath(nameOrId)}/json`;
  const answer = await readJson(engine.docker, {
    method: 'GET',
    path,
    signal,
    context: { reference: nameOrId },
  });
  return toInspected(asFields(answer, 'image'));
}

/** The inspect answer of an engine, already parsed. */
export function toInspected(image: Fields): InspectedImage {
  return {
    id: withAlgorithm(textOf(image.Id)),
    references: referencesOf(image.RepoTags),
    digests: digestsOf(image.RepoDigests),
    os: textOf(image.Os),
    architecture: textOf(image.Architecture),
    variant: textOf(image.Variant),
    sizeBytes: numberOf(image.Size),
    created: timeOf(image.Created),
    author: textOf(image.Author),
    comment: textOf(image.Comment),
    parentId: textOf(image.Parent),
    layers: textsOf(fieldsOf(image.RootFS).Layers),
    config: toConfig(fieldsOf(image.Config)),
  };
}

function toConfig(config: Fields): InspectedImage['config'] {
  return {
    entrypoint: textsOf(config.Entrypoint),
    command: textsOf(config.Cmd),
    environment: textsOf(config.Env),
    exposedPorts: keysOf(config.ExposedPorts),
    volumes: keysOf(config.Volumes),
    user: textOf(config.User),
    workingDir: textOf(config.WorkingDir),
    stopSignal: textOf(config.StopSignal),
    shell: textsOf(config.Shell),
    onBuild: textsOf(config.OnBuild),
    healthcheck: toHealthcheck(config.Healthcheck),
    labels: textMapOf(config.Labels),
  };
}

/** Durations are nanoseconds as the engine says them; a check without a test inherits its base's and is none. */
function toHealthcheck(value: unknown): InspectedImage['config']['healthcheck'] {
  const check = fieldsOf(value);
  const test = textsOf(check.Test);
  if (test.length === 0) return null;
  return {
    test,
    interval: numberOf(check.Interval),
    timeout: numberOf(check.Timeout),
    startPeriod: numberOf(check.StartPeriod),
    retries: numberOf(check.Retries),
  };
}
