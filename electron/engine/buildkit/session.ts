import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type {
  ServerDuplexStream,
  ServerUnaryCall,
  ServiceDefinition,
  sendUnaryData,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { Root } from 'protobufjs';
import type { Engine, RegistryCredentials } from '../engine';
import { openUpgrade } from '../upgrade';
import { buildkitMessages } from './messages';

/** What a build may ask of the app while it runs. Nothing else is answered. */
export interface SessionAnswers {
  /** The sign-in for a registry host, or undefined. Asked for with the host that the builder talks to. */
  credentialsFor: (host: string) => Promise<RegistryCredentials | undefined>;
  /** Content of a secret by its id; null for one that was not given. */
  secret: (id: string) => Promise<Uint8Array | null>;
  /** Socket of the SSH agent that a build may use; null for none. */
  sshAgent: string | null;
}

export interface BuildSession {
  id: string;
  close(): void;
}

/** gRPC status codes that are answered (google.golang.org/grpc/codes). */
const NOT_FOUND = 5;
const UNAVAILABLE = 14;
const SERVING = 1;

type Fields = Record<string, unknown>;
type Unary = (request: Fields) => Promise<Fields>;

/**
 * Opens the session of a build (`POST /session`): a connection on which the engine's BuildKit asks for sign-ins, secrets
 * and the SSH agent, as gRPC over HTTP/2. Methods must be announced beforehand, or BuildKit does not call them.
 */
export async function openSession(
  engine: Engine,
  answers: SessionAnswers,
  signal: AbortSignal,
): Promise<BuildSession> {
  const [grpc, { default: protobuf }] = await Promise.all([import('@grpc/grpc-js'), import('protobufjs')]);
  const services = servicesOf(protobuf.Root.fromJSON(buildkitMessages), answers);
  const id = randomUUID();
  const socket = await openUpgrade(engine.docker, {
    path: '/session',
    headers: {
      Upgrade: 'h2c',
      'X-Docker-Expose-Session-Uuid': id,
      'X-Docker-Expose-Session-Name': 'layeryard',
      'X-Docker-Expose-Session-Sharedkey': '',
      'X-Docker-Expose-Session-Grpc-Method': services.flatMap(({ definition }) => pathsOf(definition)),
    },
    signal,
  });
  const server = new grpc.Server();
  for (const { definition, implementation } of services) server.addService(definition, implementation);
  const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  injector.injectConnection(socket);
  return {
    id,
    close: () => {
      server.forceShutdown();
      socket.destroy();
    },
  };
}

const pathsOf = (definition: ServiceDefinition): string[] =>
  Object.values(definition).map(({ path }) => path);

interface Service {
  definition: ServiceDefinition;
  implementation: UntypedServiceImplementation;
}

function servicesOf(root: Root, answers: SessionAnswers): Service[] {
  return [
    serviceOf(root, 'grpc.health.v1.Health', {
      Check: ['HealthCheckRequest', 'HealthCheckResponse', async () => ({ status: SERVING })],
    }),
    serviceOf(root, 'moby.filesync.v1.Auth', {
      Credentials: [
        'CredentialsRequest',
        'CredentialsResponse',
        (request) => signIn(answers, String(request.Host)),
      ],
    }),
    serviceOf(root, 'moby.buildkit.secrets.v1.Secrets', {
      GetSecret: [
        'GetSecretRequest',
        'GetSecretResponse',
        (request) => secretOf(answers, String(request.ID)),
      ],
    }),
    ...(answers.sshAgent === null ? [] : [sshService(root, answers.sshAgent)]),
  ];
}

/** An identity token stands for the secret of a sign-in without a user, as the Docker command line answers. */
async function signIn({ credentialsFor }: SessionAnswers, host: string): Promise<Fields> {
  const found = await credentialsFor(host);
  if (found === undefined) return {};
  if (found.identityToken !== '') return { Secret: found.identityToken };
  return { Username: found.username, Secret: found.password };
}

async function secretOf({ secret }: SessionAnswers, id: string): Promise<Fields> {
  const data = await secret(id);
  if (data === null) throw new StatusError(NOT_FOUND, `no secret ${id}`);
  return { data };
}

/** An error that gRPC carries with its own code. */
class StatusError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

function serviceOf(root: Root, name: string, methods: Record<string, [string, string, Unary]>): Service {
  const definition: Record<string, ServiceDefinition[string]> = {};
  const implementation: UntypedServiceImplementation = {};
  for (const [method, [request, response, answer]] of Object.entries(methods)) {
    definition[method] = methodOf(root, `/${name}/${method}`, request, response, false);
    implementation[method] = (call: ServerUnaryCall<Fields, Fields>, done: sendUnaryData<Fields>) => {
      answer(call.request).then(
        (fields) => done(null, fields),
        (thrown: unknown) => done(statusOf(thrown), null),
      );
    };
  }
  return { definition, implementation };
}

/** What went wrong here says the build's error by its own words, without what it was about. */
function statusOf(thrown: unknown): { code: number; details: string } {
  if (thrown instanceof StatusError) return { code: thrown.code, details: thrown.message };
  return { code: UNAVAILABLE, details: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** Bytes of the agent's own protocol, passed on in both directions. */
function sshService(root: Root, agent: string): Service {
  const name = 'moby.sshforward.v1.SSH';
  const check = serviceOf(root, name, {
    CheckAgent: ['CheckAgentRequest', 'CheckAgentResponse', async () => ({})],
  });
  return {
    definition: {
      ...check.definition,
      ForwardAgent: methodOf(root, `/${name}/ForwardAgent`, 'BytesMessage', 'BytesMessage', true),
    },
    implementation: { ...check.implementation, ForwardAgent: forwardTo(agent) },
  };
}

function forwardTo(agent: string) {
  return (call: ServerDuplexStream<Fields, Fields>) => {
    const socket = connect(agent);
    call.on('data', ({ data }: Fields) => data instanceof Uint8Array && socket.write(data));
    call.on('end', () => socket.end());
    call.on('cancelled', () => socket.destroy());
    call.on('error', () => socket.destroy());
    socket.on('data', (data) => call.write({ data }));
    socket.on('close', () => call.end());
    socket.on('error', ({ message }) => call.destroy(new StatusError(UNAVAILABLE, message)));
  };
}

function methodOf(root: Root, path: string, request: string, response: string, stream: boolean) {
  const [asked, answered] = [root.lookupType(request), root.lookupType(response)];
  return {
    path,
    requestStream: stream,
    responseStream: stream,
    requestSerialize: (fields: Fields) => Buffer.from(asked.encode(asked.create(fields)).finish()),
    requestDeserialize: (bytes: Buffer) => asked.toObject(asked.decode(bytes), { defaults: true }),
    responseSerialize: (fields: Fields) => Buffer.from(answered.encode(answered.create(fields)).finish()),
    responseDeserialize: (bytes: Buffer) => answered.toObject(answered.decode(bytes), { defaults: true }),
  };
}
