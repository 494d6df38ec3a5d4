import type { StreamMessage } from '../core/stream-message';
import type { Engine, RegistryCredentials } from './engine';
import { fieldsOf, textOf } from './fields';
import { imageName } from './image-name';
import { imagePath } from './image-path';
import { messagesOf } from './message-stream';
import { registryAuth } from './registry-auth';

export interface PushInput {
  reference: string;
  credentials?: RegistryCredentials | undefined;
}

/** `POST /images/{name}/push` for one reference. Ends when the registry has the manifest; throws coded errors. */
export async function* pushImage(
  engine: Engine,
  { reference, credentials }: PushInput,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<StreamMessage> {
  const { repository, tag, server } = imageName(reference);
  yield* messagesOf(
    engine,
    {
      method: 'POST',
      path: `${imagePath(repository)}/push`,
      query: { tag },
      headers: registryAuth(credentials),
      signal,
      context: { reference, server },
    },
    engine.info.product === 'docker' ? namesDigest : () => true,
  );
}

/** `{"aux": {"Tag": …, "Digest": …}}` or `latest: digest: sha256:…`: the registry has the manifest. */
const namesDigest = ({ aux, status }: StreamMessage) =>
  textOf(fieldsOf(aux).Digest) !== '' || status.includes('digest: ');
