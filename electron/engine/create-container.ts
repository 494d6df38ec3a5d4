import { codedError } from '../core/coded-error';
import type { Engine } from './engine';
import { asFields, textOf } from './fields';
import { readJson } from './request';

export interface CreateInput {
  image: string;
  /** Empty: the engine makes one up. */
  name: string;
  /** Empty: the image's own. */
  command: string[];
  /** The command stands alone: the image's entrypoint is left out. */
  withoutEntrypoint: boolean;
  /** `NAME=value`. */
  environment: string[];
  /** Ports of the container, published on the engine's computer; port 0 lets the engine choose. */
  ports: { host: number; container: number; protocol: 'tcp' | 'udp'; address: string }[];
  /** `source` is a full path on the engine's computer or the name of a volume. */
  volumes: { source: string; target: string; readOnly: boolean }[];
  user: string;
  workingDir: string;
  labels: Record<string, string>;
}

/**
 * `POST /containers/create`, with a terminal and an open standard input; answers its id. Folders that are mounted must
 * be there. Throws `name-conflict`, `not-found` for the image, `bad-input`, `command-not-found` where neither the
 * image nor the input has a command.
 */
export async function createContainer(
  engine: Engine,
  input: CreateInput,
  { signal }: { signal?: AbortSignal } = {},
): Promise<string> {
  const answer = await readJson(engine.docker, {
    method: 'POST',
    path: '/containers/create',
    query: { name: input.name === '' ? undefined : input.name },
    body: toBody(input),
    signal,
    // A conflict is about the container's name, everything else about the image.
    context: { reference: input.image, ...(input.name === '' ? {} : { container: input.name }) },
  });
  const id = textOf(asFields(answer, 'new container').Id);
  if (id === '')
    throw codedError('bad-response', 'create: the answer names no container', {
      params: { call: '/containers/create' },
      why: 'unexpected-answer',
    });
  return id;
}

function toBody(input: CreateInput): object {
  const { image, command, environment, user, workingDir, labels, ports, volumes } = input;
  return {
    Image: image,
    ...(command.length === 0 ? {} : { Cmd: command }),
    // An empty entrypoint is the image's own; one empty word is none (moby, `runconfig`).
    ...(input.withoutEntrypoint && command.length > 0 ? { Entrypoint: [''] } : {}),
    Env: environment,
    ...(user === '' ? {} : { User: user }),
    ...(workingDir === '' ? {} : { WorkingDir: workingDir }),
    Labels: labels,
    Tty: true,
    OpenStdin: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    ExposedPorts: Object.fromEntries(ports.map((port) => [keyOf(port), {}])),
    HostConfig: { PortBindings: bindingsOf(ports), Mounts: volumes.map(toMount) },
  };
}

type Port = CreateInput['ports'][number];

const keyOf = ({ container, protocol }: Port): string => `${container}/${protocol}`;

function bindingsOf(ports: Port[]): Record<string, object[]> {
  const bindings: Record<string, object[]> = {};
  for (const port of ports) {
    const binding = { HostIp: port.address, HostPort: port.host === 0 ? '' : String(port.host) };
    bindings[keyOf(port)] = [...(bindings[keyOf(port)] ?? []), binding];
  }
  return bindings;
}

/** `Mounts` refuses a folder that is not there, where `Binds` would make one that belongs to root. */
function toMount({ source, target, readOnly }: CreateInput['volumes'][number]): object {
  const type = /^(?:\/|[A-Za-z]:[\\/])/.test(source) ? 'bind' : 'volume';
  return { Type: type, Source: source, Target: target, ReadOnly: readOnly };
}
