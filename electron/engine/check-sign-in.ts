import { codedError } from '../core/coded-error';
import type { Engine, RegistryCredentials } from './engine';
import { asFields, textOf } from './fields';
import { readJson } from './request';

/**
 * `POST /auth`: asks the engine to sign in at a registry, as `docker login` does. Answers the identity token that
 * the registry gave to keep instead of the password; empty when it gave none. Throws `unauthorised` when the
 * registry refuses, another coded error when it cannot be asked.
 */
export async function checkSignIn(
  engine: Engine,
  { serverAddress, username, password }: RegistryCredentials,
  { server, signal }: { server: string; signal?: AbortSignal },
): Promise<string> {
  const answer = await readJson(engine.docker, {
    method: 'POST',
    path: '/auth',
    body: { serveraddress: serverAddress, username, password },
    signal,
    context: { server },
  });
  const fields = asFields(answer, 'sign-in');
  // Engines answer 200 with a status; anything else has been thrown already.
  if (textOf(fields.Status) === '')
    throw codedError('bad-response', 'sign-in: the engine named no status', {
      params: { call: '/auth' },
      why: 'unexpected-answer',
    });
  return textOf(fields.IdentityToken);
}
