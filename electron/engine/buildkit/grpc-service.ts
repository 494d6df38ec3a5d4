import type {
  ServerDuplexStream,
  ServerUnaryCall,
  ServiceDefinition,
  sendUnaryData,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { Root } from 'protobufjs';

/** gRPC status codes that are answered (google.golang.org/grpc/codes). */
export const NOT_FOUND = 5;
export const UNAVAILABLE = 14;

/** A message by the names of its fields. */
export type Fields = Record<string, unknown>;
export type Unary = (request: Fields) => Promise<Fields>;

/** What BuildKit may call. */
export interface Service {
  definition: ServiceDefinition;
  implementation: UntypedServiceImplementation;
}

/** Where its methods are called, as they are announced. */
export const pathsOf = (definition: ServiceDefinition): string[] =>
  Object.values(definition).map(({ path }) => path);

/** An error that gRPC carries with its own code. */
export class StatusError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** A service of methods that take one message and answer one: name -> types and what answers. */
export function serviceOf(
  root: Root,
  name: string,
  methods: Record<string, [string, string, Unary]>,
): Service {
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

/** A method of many messages in both directions, which ends when its work does. */
export const answerBy =
  (work: (call: ServerDuplexStream<Fields, Fields>) => Promise<void>) =>
  (call: ServerDuplexStream<Fields, Fields>): void => {
    work(call).then(
      () => call.end(),
      (thrown: unknown) => call.emit('error', statusOf(thrown)),
    );
  };

/** How a method's messages are written and read; with `stream` many in both directions. */
export function methodOf(root: Root, path: string, request: string, response: string, stream: boolean) {
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
