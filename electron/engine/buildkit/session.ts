import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Root } from 'protobufjs';
import type { Engine, RegistryCredentials } from '../engine';
import { openUpgrade } from '../upgrade';
import { fileSyncService, type SentFolders } from './file-sync';
import {
  type Fields,
  methodOf,
  NOT_FOUND,
  pathsOf,
  type Service,
  StatusError,
  serviceOf,
  UNAVAILABLE,
} from './grpc-service';
import { buildkitMessages } from './messages';
import { uploadService } from './upload';

/** What a build may ask of the app while it runs. Nothing else is answered. */
export interface SessionAnswers {
  /** The sign-in for a registry host, or undefined. Asked for with the host that the builder talks to. */
  credentialsFor: (host: string) => Promise<RegistryCredentials | undefined>;
  /** Content of a secret by its id; null for one that was not given. */
  secret: (id: string) => Promise<Uint8Array | null>;
  /** Socket of the SSH agent that a build may use; null for none. */
  sshAgent: string | null;
  /** Folders that a build may read, by their names; none when absent. */
  folders?: SentFolders;
  /** The context as a tar, for builds that do not send it with their request; none when absent. */
  upload?: Readable;
}

export interface BuildSession {
  id: string;
  close(): void;
}

const SERVING = 1;

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
    ...(answers.folders === undefined ? [] : [fileSyncService(root, answers.folders)]),
    ...(answers.upload === undefined ? [] : [uploadService(root, answers.upload)]),
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
