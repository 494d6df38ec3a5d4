import type { StreamMessage } from '../core/stream-message';
import { requireCapability } from './capabilities';
import type { Engine, RegistryCredentials } from './engine';
import { imageName } from './image-name';
import { messagesOf } from './message-stream';
import { registryAuth } from './registry-auth';

export interface PullInput {
  reference: string;
  /** `linux/arm64`; the engine's own when absent. API 1.32. */
  platform?: string | undefined;
  /** Every tag of the repository; a tag in the reference is then ignored. */
  allTags?: boolean | undefined;
  credentials?: RegistryCredentials | undefined;
}

/** `POST /images/create`: pulls and yields what the engine says. Ends when the image is there; throws coded errors. */
export async function* pullImage(
  engine: Engine,
  { reference, platform, allTags, credentials }: PullInput,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<StreamMessage> {
  if (platform) requireCapability(engine, 'platform-pull');
  if (allTags) requireCapability(engine, 'all-tags');
  const { repository, tag, digest, server } = imageName(reference);
  yield* messagesOf(
    engine,
    {
      method: 'POST',
      path: '/images/create',
      query: {
        fromImage: repository,
        // Without any tag the engine pulls all of them.
        tag: allTags === true ? undefined : digest || tag,
        platform: platform === '' ? undefined : platform,
      },
      headers: registryAuth(credentials),
      signal,
      context: { reference, server },
    },
    engine.info.product === 'docker' ? saysStatus : () => true,
  );
}

/** `Status: Downloaded newer image for …` or `Status: Image is up to date for …`: Docker's last word. */
const saysStatus = (message: StreamMessage) => message.status.startsWith('Status: ');
