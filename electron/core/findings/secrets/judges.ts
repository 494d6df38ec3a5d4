import { isDerKey } from './key-formats';
import { holdsToken } from './tokens';

/** Whether a content is what its name suggests. The text has a character for each byte (latin1). */
export type Judge = (text: string, bytes: Uint8Array) => boolean;

/** PEM of any kind, PGP, SSH2 and PuTTY. */
const privateKey =
  /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----|^---- BEGIN SSH2 ENCRYPTED PRIVATE KEY|^PuTTY-User-Key-File-\d/m;

export const holdsPrivateKey: Judge = (text, bytes) => privateKey.test(text) || isDerKey(bytes);

/** Files of these names are private keys by convention, also in forms that are not known here. */
export const isNoPublicKey: Judge = (text) =>
  !/^(?:ssh-|ecdsa-|sk-)|-----BEGIN (?:PUBLIC|CERTIFICATE)/.test(text);

/** One word of digits and letters, as keys for signing and encrypting are written. */
const keyWord = /^[\w+/=-]{24,256}\s*$/;
export const isKeyWord: Judge = (text) => keyWord.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text);

/** An assignment of something that is not empty. */
export const hasAssignment: Judge = (text) =>
  /^[ \t]*(?:export[ \t]+)?[A-Za-z_][\w.-]*[ \t]*=[ \t]*(?!(?:""|'')?[ \t]*(?:#[^\n]*)?\r?$)\S/m.test(text);

/** A hash of a password in the second field; a locked account's is still one. */
const passwordHash =
  /^[^:\n]{1,64}:!{0,2}(?:\$[0-9a-z-]{1,12}\$[^:\n]{8}|_[./0-9A-Za-z]{19}(?=[:\s])|[./0-9A-Za-z]{13}(?=[:\s])|\{SHA\})/m;
export const holdsPasswordHash: Judge = (text) => passwordHash.test(text);

/** Values that name a variable instead of holding a secret. */
const setTo = (keys: string, separator: string): RegExp =>
  new RegExp(`(?:${keys})["']?[ \\t]*${separator}[ \\t]*["']?(?!["'\\s]|\\$[{(A-Za-z]|%|<)[^"'\\s]`, 'im');

const awsSecret = setTo('aws_secret_access_key|aws_session_token', '=');

const cloudSecret =
  /"(?:private_key|refresh_token|client_secret|clientSecret|accessToken|refreshToken|secret)"\s{0,8}:\s{0,8}"[^"]/;
export const holdsCloudSecret: Judge = (text) => cloudSecret.test(text);
const iniSecret = setTo('secret_key|gs_secret_access_key|gs_oauth2_refresh_token|access_token', '=');
export const holdsIniSecret: Judge = (text) => awsSecret.test(text) || iniSecret.test(text);

const registryAuth = /"(?:auth|identitytoken|registrytoken|password)"\s{0,8}:\s{0,8}"[^"]/;
export const holdsRegistryAuth: Judge = (text) => registryAuth.test(text);

const npmAuth = setTo('_authToken|_auth|_password|npmAuthToken|npmAuthIdent', '[=:]');
export const holdsNpmAuth: Judge = (text) => npmAuth.test(text);
const password = setTo('password|passwd', '[=:]');
export const holdsPassword: Judge = (text) => password.test(text);
const tokenValue = setTo('token|api[_-]?key', '[=:]');
export const holdsTokenValue: Judge = (text) => tokenValue.test(text);
const xmlPassword = /<(?:password|passphrase)>\s{0,8}(?!\$\{|\{|<)[^\s<]/;
export const holdsXmlPassword: Judge = (text) => xmlPassword.test(text);
const composerAuth =
  /"(?:http-basic|github-oauth|gitlab-token|gitlab-oauth|bitbucket-oauth|bearer)"\s{0,8}:\s{0,8}\{\s{0,64}"/;
export const holdsComposerAuth: Judge = (text) => composerAuth.test(text) || registryAuth.test(text);

/** A user and a password in front of a host. */
const loginInUrl = /\bhttps?:\/\/[^\s/:@]{1,128}:(?!\$)[^\s/@]{1,256}@/;
export const holdsLogin: Judge = (text) => loginInUrl.test(text);
const netrcPassword = /\bpassword[ \t\r\n]{1,16}[^\s$]/;
export const holdsNetrcPassword: Judge = (text) => netrcPassword.test(text);
const pgPassword = /^[^#:\n]{1,256}(?::[^:\n]{1,256}){3}:[^:\n]/m;
export const holdsPgPassword: Judge = (text) => pgPassword.test(text);

const kubernetesSecret = setTo('client-key-data|token|password|id-token', ':');
export const holdsKubernetesSecret: Judge = (text) => kubernetesSecret.test(text) || /^eyJ/.test(text);
const gitToken = setTo('oauth_token', ':');
export const holdsGitToken: Judge = (text) => gitToken.test(text);

/** What was typed into a shell or written into settings: a token, a key, or a variable that calls itself one. */
const namedSecret = setTo('[a-z_]{0,32}(?:password|passwd|secret|token|api_?key)', '[=:]');
export const holdsNamedSecret: Judge = (text) => holdsToken(text) || namedSecret.test(text);

export const isNotEmpty: Judge = (text) => text.trim() !== '';
