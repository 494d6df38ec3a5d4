import { randomUUID } from 'node:crypto';
import type { Root } from 'protobufjs';
import { CodedError, codedError } from '../../core/coded-error';
import type { BuildInput } from '../build-image';
import type { BuildOptions } from '../build-query';
import type { Engine } from '../engine';
import { StreamError, toCodedError } from '../engine-error';
import { fieldsOf, textOf } from '../fields';
import type { BuildkitMessage } from './build-with-buildkit';
import { connectTo } from './connect';
import { statusDecoder } from './decode-status';
import type { SendFolder } from './file-sync';
import { type GrpcConnection, GrpcError } from './grpc-connection';
import { buildkitMessages } from './messages';
import { openSession, type SessionAnswers } from './session';
import { UPLOAD_ADDRESS } from './upload';

/** A context besides the main one: a folder of this computer, or what BuildKit finds by itself. */
export type NamedContext = { name: string } & ({ folder: SendFolder } | { source: string });

export interface SolveInput extends Omit<BuildInput, 'credentials'> {
  contexts: NamedContext[];
  /** A folder with only the Dockerfile; null when it is in the context. */
  dockerfileFolder: SendFolder | null;
}

/** No name that a context can have. */
const DOCKERFILE_FOLDER = 'LAYERYARD-DOCKERFILE';
const CONTROL = '/moby.buildkit.v1.Control';

/**
 * A build that asks the engine's BuildKit itself (`POST /grpc`): `POST /build` has no word for named contexts, nor for a
 * Dockerfile apart from a context that is sent (moby, builder/builder-next). The main context goes through the session as a tar, folders as the Docker
 * command line sends them. Messages and errors are those of `buildWithBuildkit`.
 */
export async function* solveWithBuildkit(
  engine: Engine,
  input: SolveInput,
  { signal, answers }: { signal: AbortSignal; answers: SessionAnswers },
): AsyncGenerator<BuildkitMessage> {
  const decode = await statusDecoder();
  const { default: protobuf } = await import('protobufjs');
  const root = protobuf.Root.fromJSON(buildkitMessages);
  let problem: CodedError | null = null;
  const onProblem = (thrown: unknown) => {
    if (thrown instanceof CodedError) problem ??= thrown;
  };
  const session = await openSession(engine, { ...answers, ...sentBy(input, onProblem) }, signal);
  try {
    const connection = await connectTo(engine, signal);
    try {
      const solve = { root, connection, signal, ref: randomUUID() };
      const solved = solveOnce(solve, requestOf(input, session.id));
      // Told below, after what the builder has said until then.
      solved.catch(() => undefined);
      for await (const status of statusesOf(solve, solved)) {
        yield { tells: 'status', status: decode(status.toString('base64')) };
      }
      yield { tells: 'image', id: await solved };
    } finally {
      connection.close();
    }
  } catch (thrown) {
    const told = thrown instanceof GrpcError ? new StreamError(thrown.message, thrown.code) : thrown;
    throw problem ?? toCodedError(told, {}, signal);
  } finally {
    session.close();
    input.context?.destroy();
  }
}

function sentBy(
  { contexts, context, dockerfileFolder }: SolveInput,
  onProblem: (thrown: unknown) => void,
): Pick<SessionAnswers, 'folders' | 'upload'> {
  const named = contexts.flatMap((one) => ('folder' in one ? [[one.name, one.folder] as const] : []));
  const apart = dockerfileFolder === null ? [] : [[DOCKERFILE_FOLDER, dockerfileFolder] as const];
  return {
    folders: { named: new Map([...named, ...apart]), onProblem },
    ...(context === null ? {} : { upload: context }),
  };
}

interface Solve {
  root: Root;
  connection: GrpcConnection;
  signal: AbortSignal;
  /** By which the builder's status is asked for. */
  ref: string;
}

/** Answers the id of the image. */
async function solveOnce({ root, connection, signal, ref }: Solve, request: object): Promise<string> {
  const type = root.lookupType('SolveRequest');
  const message = type.encode(type.create({ ...request, Ref: ref })).finish();
  for await (const answer of connection.call(`${CONTROL}/Solve`, message, signal)) {
    const response = root.lookupType('SolveResponse');
    const { ExporterResponse } = response.toObject(response.decode(answer), { arrays: true });
    const entries = (ExporterResponse as unknown[]).map(fieldsOf);
    return textOf(entries.find(({ key }) => key === 'containerimage.digest')?.value);
  }
  throw codedError('bad-response', 'the builder did not say what it has built', {
    params: { call: 'Solve' },
    why: 'unexpected-answer',
  });
}

/** What the builder says while it works. A build that was refused before it began says nothing. */
async function* statusesOf(
  { root, connection, signal, ref }: Solve,
  solved: Promise<string>,
): AsyncGenerator<Buffer> {
  const type = root.lookupType('StatusRequest');
  const message = type.encode(type.create({ Ref: ref })).finish();
  try {
    yield* connection.call(`${CONTROL}/Status`, message, signal);
  } catch (thrown) {
    await solved;
    throw thrown;
  }
}

function requestOf(input: SolveInput, session: string): object {
  const { tags, network } = input;
  return {
    Session: session,
    Frontend: 'dockerfile.v0',
    FrontendAttrs: entriesOf(attributesOf(input)),
    ExporterDeprecated: 'moby',
    ExporterAttrsDeprecated: entriesOf(tags.length === 0 ? {} : { name: tags.join(',') }),
    Entitlements: network === 'host' ? ['network.host'] : [],
  };
}

/** The same that the engine makes of the query of `POST /build`, and the named contexts. */
function attributesOf(input: SolveInput): Record<string, string> {
  const { remote, dockerfile, target, platform, noCache, pullBase, contexts } = input;
  return {
    context: remote === '' ? UPLOAD_ADDRESS : remote,
    filename: dockerfile,
    // Makes the frontend read it there and not in the context (buildkit, frontend/dockerui `keyNameDockerfile`).
    ...(input.dockerfileFolder === null ? {} : { dockerfilekey: DOCKERFILE_FOLDER }),
    'image-resolve-mode': pullBase ? 'pull' : 'default',
    ...(target === '' ? {} : { target }),
    ...(platform === '' ? {} : { platform }),
    ...(noCache ? { 'no-cache': '' } : {}),
    ...networkOf(input),
    ...prefixed('build-arg:', input.buildArgs),
    ...prefixed('label:', input.labels),
    ...Object.fromEntries(
      contexts.map((one) => [`context:${one.name}`, 'folder' in one ? `local:${one.name}` : one.source]),
    ),
  };
}

function networkOf({ network }: BuildOptions): Record<string, string> {
  if (network === '' || network === 'default') return {};
  if (network === 'host' || network === 'none') return { 'force-network-mode': network };
  throw codedError('unsupported', `BuildKit knows the networks host and none, not ${network}`, {
    params: { network },
    why: 'network-not-in-buildkit',
  });
}

const entriesOf = (values: Record<string, string>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

const prefixed = (prefix: string, values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));
