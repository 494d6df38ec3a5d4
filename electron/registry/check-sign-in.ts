import { type RegistryAccess, RegistryClient } from './registry-client';
import { statusError } from './registry-error';

/**
 * Asks a registry whether it accepts a sign-in (`GET /v2/`, with a token where the registry wants one). Throws
 * `unauthorised` when it does not, another coded error when it cannot be asked.
 */
export async function checkSignIn(access: RegistryAccess): Promise<void> {
  const answer = await new RegistryClient(access).get('/v2/');
  if (answer.status !== 200) throw statusError(answer, access.domain);
}
