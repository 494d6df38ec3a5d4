import type { INamespace } from 'protobufjs';

/**
 * What the app speaks of containerd's content service (api/services/content/v1/content.proto), as field numbers.
 * BuildKit's server in the engine offers it for reading (buildkit, control/control.go, `Register`).
 */
export const contentMessages: INamespace = {
  nested: {
    ListContentRequest: { fields: { filters: { rule: 'repeated', type: 'string', id: 1 } } },
    ListContentResponse: { fields: { info: { rule: 'repeated', type: 'Info', id: 1 } } },
    Info: {
      fields: {
        digest: { type: 'string', id: 1 },
        size: { type: 'int64', id: 2 },
        labels: { rule: 'repeated', type: 'Label', id: 5 },
      },
    },
    /** A map travels as a list of these. */
    Label: { fields: { key: { type: 'string', id: 1 }, value: { type: 'string', id: 2 } } },
    ReadContentRequest: { fields: { digest: { type: 'string', id: 1 } } },
    ReadContentResponse: { fields: { data: { type: 'bytes', id: 2 } } },
  },
};
