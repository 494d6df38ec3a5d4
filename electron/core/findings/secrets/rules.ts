import type { SecretKind } from '../../../contract';
import {
  hasAssignment,
  holdsCloudSecret,
  holdsComposerAuth,
  holdsGitToken,
  holdsIniSecret,
  holdsKubernetesSecret,
  holdsLogin,
  holdsNamedSecret,
  holdsNetrcPassword,
  holdsNpmAuth,
  holdsPassword,
  holdsPasswordHash,
  holdsPgPassword,
  holdsPrivateKey,
  holdsRegistryAuth,
  holdsTokenValue,
  holdsXmlPassword,
  isKeyWord,
  isNoPublicKey,
  isNotEmpty,
  type Judge,
} from './judges';
import { holdsStoredKey } from './key-formats';

/** Files that hold secrets by convention. At least one of `names`, `beginnings` and `endings` must fit. */
export interface SecretRule {
  kind: SecretKind;
  names?: string[];
  /** At least four bytes each. */
  beginnings?: string[];
  /** At least three bytes each. */
  endings?: string[];
  /** What the path of its folder must match; any when there is none. */
  folder?: RegExp;
  judge: Judge;
}

const sshNames = ['rsa', 'dsa', 'ecdsa', 'ed25519', 'ecdsa_sk', 'ed25519_sk', 'xmss'].map(
  (type) => `id_${type}`,
);
const histories = ['bash', 'zsh', 'ash', 'sh', 'psql', 'mysql', 'python', 'node_repl'].map(
  (shell) => `.${shell}_history`,
);

/** The first whose name and content fit says what a file is. */
export const secretRules: SecretRule[] = [
  { kind: 'private-key', names: sshNames, judge: isNoPublicKey },
  { kind: 'private-key', beginnings: ['ssh_host_'], endings: ['_key'], judge: holdsPrivateKey },
  {
    kind: 'private-key',
    endings: ['.pem', '.key', '.ppk', '.p8', '.pk8', '.gpg', '.asc', '.ovpn', '_rsa', '_ed25519', '_ecdsa'],
    judge: holdsPrivateKey,
  },
  {
    kind: 'private-key',
    endings: ['.p12', '.pfx', '.jks', '.keystore', '.truststore'],
    judge: holdsStoredKey,
  },
  { kind: 'token', endings: ['.key'], judge: isKeyWord },
  {
    kind: 'env-file',
    names: ['.env', '.envrc'],
    beginnings: ['.env.', '.env-', '.env_'],
    endings: ['.env'],
    judge: hasAssignment,
  },
  {
    kind: 'cloud-credentials',
    names: ['credentials', 'config'],
    folder: /(?:^|\/)\.aws$/,
    judge: holdsIniSecret,
  },
  { kind: 'cloud-credentials', names: ['.s3cfg', '.boto', '.passwd-s3fs'], judge: holdsIniSecret },
  {
    kind: 'cloud-credentials',
    names: ['accessTokens.json', 'msal_token_cache.json', 'application_default_credentials.json', 'adc.json'],
    endings: ['credentials.json', 'account.json', '-key.json', '_key.json', '.tfstate'],
    judge: holdsCloudSecret,
  },
  {
    kind: 'cloud-credentials',
    names: ['credentials.db', 'access_tokens.db'],
    folder: /(?:^|\/)gcloud$/,
    judge: isNotEmpty,
  },
  {
    kind: 'registry-credentials',
    names: ['config.json'],
    folder: /(?:^|\/)\.docker$/,
    judge: holdsRegistryAuth,
  },
  {
    kind: 'registry-credentials',
    names: ['auth.json'],
    folder: /(?:^|\/)containers$/,
    judge: holdsRegistryAuth,
  },
  { kind: 'registry-credentials', names: ['.dockercfg', '.dockerconfigjson'], judge: holdsRegistryAuth },
  { kind: 'package-credentials', names: ['.npmrc', 'npmrc', '.yarnrc.yml', '.yarnrc'], judge: holdsNpmAuth },
  { kind: 'package-credentials', names: ['.pypirc'], judge: holdsPassword },
  { kind: 'package-credentials', names: ['pip.conf', 'sources.list', 'NuGet.Config'], judge: holdsLogin },
  { kind: 'package-credentials', names: ['auth.json'], judge: holdsComposerAuth },
  {
    kind: 'package-credentials',
    names: ['credentials', 'credentials.toml'],
    folder: /(?:^|\/)\.?cargo$/,
    judge: holdsTokenValue,
  },
  { kind: 'package-credentials', names: ['credentials'], folder: /(?:^|\/)\.gem$/, judge: holdsTokenValue },
  {
    kind: 'package-credentials',
    names: ['settings.xml', 'settings-security.xml'],
    folder: /(?:^|\/)\.m2$/,
    judge: holdsXmlPassword,
  },
  { kind: 'package-credentials', names: ['gradle.properties'], judge: holdsPassword },
  { kind: 'git-credentials', names: ['.git-credentials'], judge: holdsLogin },
  { kind: 'git-credentials', names: ['config'], folder: /(?:^|\/)\.git$/, judge: holdsLogin },
  { kind: 'git-credentials', names: ['.gitconfig', '.gitmodules'], judge: holdsLogin },
  { kind: 'git-credentials', names: ['hosts.yml'], folder: /(?:^|\/)gh$/, judge: holdsGitToken },
  { kind: 'kubernetes', names: ['config'], folder: /(?:^|\/)\.kube$/, judge: holdsKubernetesSecret },
  {
    kind: 'kubernetes',
    names: ['kubeconfig', 'admin.conf', 'kubelet.conf'],
    endings: ['.kubeconfig', 'kubeconfig.yaml', 'kubeconfig.yml'],
    judge: holdsKubernetesSecret,
  },
  {
    kind: 'kubernetes',
    names: ['token'],
    folder: /kubernetes\.io\/serviceaccount$/,
    judge: holdsKubernetesSecret,
  },
  {
    kind: 'password-file',
    names: ['shadow', 'shadow-', 'gshadow', 'gshadow-'],
    folder: /^etc$/,
    judge: holdsPasswordHash,
  },
  { kind: 'password-file', names: ['htpasswd'], endings: ['.htpasswd'], judge: holdsPasswordHash },
  { kind: 'password-file', names: ['.netrc', '_netrc'], judge: holdsNetrcPassword },
  { kind: 'password-file', names: ['.pgpass'], judge: holdsPgPassword },
  { kind: 'password-file', names: ['.my.cnf', '.mylogin.cnf'], judge: holdsPassword },
  { kind: 'token', names: ['.vault-token'], judge: isNotEmpty },
  { kind: 'token', names: histories, judge: holdsNamedSecret },
  {
    kind: 'token',
    names: [
      'secrets.yml',
      'secrets.yaml',
      'secrets.json',
      'secrets.toml',
      'credentials.yml',
      'credentials.yaml',
    ],
    endings: ['.tfvars'],
    judge: holdsNamedSecret,
  },
];
