import type { INamespace } from 'protobufjs';

const time = { seconds: { type: 'int64', id: 1 }, nanos: { type: 'int32', id: 2 } };

/**
 * What the app speaks of BuildKit's protocols: the status of a build (api/services/control/control.proto) and the
 * services that a client offers in its session (session/auth, session/secrets, session/sshforward, session/upload, and
 * session/filesync with the packets of tonistiigi/fsutil), as field numbers.
 */
export const buildkitMessages: INamespace = {
  nested: {
    Timestamp: { fields: time },
    StatusResponse: {
      fields: {
        vertexes: { rule: 'repeated', type: 'Vertex', id: 1 },
        statuses: { rule: 'repeated', type: 'VertexStatus', id: 2 },
        logs: { rule: 'repeated', type: 'VertexLog', id: 3 },
        warnings: { rule: 'repeated', type: 'VertexWarning', id: 4 },
      },
    },
    Vertex: {
      fields: {
        digest: { type: 'string', id: 1 },
        inputs: { rule: 'repeated', type: 'string', id: 2 },
        name: { type: 'string', id: 3 },
        cached: { type: 'bool', id: 4 },
        started: { type: 'Timestamp', id: 5 },
        completed: { type: 'Timestamp', id: 6 },
        error: { type: 'string', id: 7 },
      },
    },
    VertexStatus: {
      fields: {
        ID: { type: 'string', id: 1 },
        vertex: { type: 'string', id: 2 },
        name: { type: 'string', id: 3 },
        current: { type: 'int64', id: 4 },
        total: { type: 'int64', id: 5 },
        timestamp: { type: 'Timestamp', id: 6 },
        started: { type: 'Timestamp', id: 7 },
        completed: { type: 'Timestamp', id: 8 },
      },
    },
    VertexLog: {
      fields: {
        vertex: { type: 'string', id: 1 },
        timestamp: { type: 'Timestamp', id: 2 },
        stream: { type: 'int64', id: 3 },
        msg: { type: 'bytes', id: 4 },
      },
    },
    VertexWarning: {
      fields: {
        vertex: { type: 'string', id: 1 },
        level: { type: 'int64', id: 2 },
        short: { type: 'bytes', id: 3 },
        detail: { rule: 'repeated', type: 'bytes', id: 4 },
        url: { type: 'string', id: 5 },
        ranges: { rule: 'repeated', type: 'Range', id: 7 },
      },
    },
    Range: { fields: { start: { type: 'Position', id: 1 }, end: { type: 'Position', id: 2 } } },
    Position: { fields: { line: { type: 'int32', id: 1 }, character: { type: 'int32', id: 2 } } },
    CredentialsRequest: { fields: { Host: { type: 'string', id: 1 } } },
    CredentialsResponse: {
      fields: { Username: { type: 'string', id: 1 }, Secret: { type: 'string', id: 2 } },
    },
    GetSecretRequest: { fields: { ID: { type: 'string', id: 1 } } },
    GetSecretResponse: { fields: { data: { type: 'bytes', id: 1 } } },
    CheckAgentRequest: { fields: { ID: { type: 'string', id: 1 } } },
    CheckAgentResponse: { fields: {} },
    BytesMessage: { fields: { data: { type: 'bytes', id: 1 } } },
    SolveRequest: {
      fields: {
        Ref: { type: 'string', id: 1 },
        ExporterDeprecated: { type: 'string', id: 3 },
        ExporterAttrsDeprecated: { rule: 'repeated', type: 'Entry', id: 4 },
        Session: { type: 'string', id: 5 },
        Frontend: { type: 'string', id: 6 },
        FrontendAttrs: { rule: 'repeated', type: 'Entry', id: 7 },
        Entitlements: { rule: 'repeated', type: 'string', id: 9 },
      },
    },
    SolveResponse: { fields: { ExporterResponse: { rule: 'repeated', type: 'Entry', id: 1 } } },
    /** A map travels as a list of these. */
    Entry: { fields: { key: { type: 'string', id: 1 }, value: { type: 'string', id: 2 } } },
    StatusRequest: { fields: { Ref: { type: 'string', id: 1 } } },
    Packet: {
      fields: {
        type: { type: 'int32', id: 1 },
        stat: { type: 'Stat', id: 2 },
        ID: { type: 'uint32', id: 3 },
        data: { type: 'bytes', id: 4 },
      },
    },
    Stat: {
      fields: {
        path: { type: 'string', id: 1 },
        mode: { type: 'uint32', id: 2 },
        uid: { type: 'uint32', id: 3 },
        gid: { type: 'uint32', id: 4 },
        size: { type: 'int64', id: 5 },
        modTime: { type: 'int64', id: 6 },
        linkname: { type: 'string', id: 7 },
      },
    },
    HealthCheckRequest: { fields: { service: { type: 'string', id: 1 } } },
    HealthCheckResponse: { fields: { status: { type: 'int32', id: 1 } } },
  },
};
