import type { RegistryCredentials } from './engine';

/**
 * The `X-Registry-Auth` header of pull, push and search: JSON in padded base64url, as Go's `URLEncoding` wants
 * it (engines take an unpadded header for an empty one). It is there without credentials too, because engines
 * up to 20.10 refuse a push that has none.
 */
export function registryAuth(credentials: RegistryCredentials | undefined): Record<string, string> {
  const encoded = Buffer.from(JSON.stringify(authConfig(credentials))).toString('base64');
  return { 'X-Registry-Auth': encoded.replace(/\+/g, '-').replace(/\//g, '_') };
}

function authConfig(credentials: RegistryCredentials | undefined): Record<string, string> {
  if (credentials === undefined) return {};
  const { serverAddress, username, password, identityToken } = credentials;
  if (identityToken !== '') return { serveraddress: serverAddress, identitytoken: identityToken };
  return { serveraddress: serverAddress, username, password };
}
