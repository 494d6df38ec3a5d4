import path from 'node:path';
import { CredentialHelper } from './credential-helper';
import { type Credentials, isEmpty } from './credentials';
import {
  type DockerConfig,
  eraseAuths,
  parseAuthVariable,
  readDockerConfig,
  writeAuth,
} from './docker-config';
import { findProgram, type ProgramPlace } from './find-program';
import { configKey, HUB_KEY, keyOfTyped, toHostname } from './server-name';

export interface StorePlace extends ProgramPlace {
  /** Folder of `config.json`: `DOCKER_CONFIG` or `~/.docker`. */
  configFolder: string;
  /** How long an overview waits for a helper, milliseconds. */
  overviewTimeout?: number;
}

export interface Account {
  /** Key of the config file or helper. */
  server: string;
  username: string;
  /** `file` or the helper's name. */
  storage: string;
}

/** What one place keeps. */
export interface AccountPart {
  /** `file` or the helper's name. */
  storage: string;
  /** Servers that the config says it keeps something for. */
  servers: string[];
  /** Rejects with `credential-helper` when the helper fails. */
  accounts: Promise<Account[]>;
}

/** The user name under which helpers keep identity tokens (docker/cli `tokenUsername`). */
const TOKEN_USER = '<token>';

/**
 * Sign-ins where the Docker command line keeps them, by its rules (docker/cli `configfile` and `credentials`):
 * the helper of the server in `credHelpers`, else `credsStore`, else `config.json` itself. The file is read anew
 * each time, because the command line may have changed it.
 */
export class CredentialStore {
  readonly #place: StorePlace;
  readonly configFile: string;

  constructor(place: StorePlace) {
    this.#place = place;
    this.configFile = path.join(place.configFolder, 'config.json');
  }

  /** The sign-in for a registry (domain of a reference), and for no other; undefined when there is none. */
  async get(domain: string): Promise<Credentials | undefined> {
    const key = configKey(domain);
    const fromVariable = this.#fromVariable(key);
    if (fromVariable !== undefined) return fromVariable;
    const config = await readDockerConfig(this.configFile);
    const helper = helperOf(config, key);
    const found = helper === '' ? findInFile(config, key) : await this.#fromHelper(helper, key);
    return found === undefined || isEmpty(found) ? undefined : found;
  }

  /**
   * All sign-ins without their secrets, by the places that keep them; what is in the file is known at once, helpers are
   * asked side by side. An account of a later part takes the place of an earlier one's for the same server.
   */
  async parts(): Promise<AccountPart[]> {
    const config = await readDockerConfig(this.configFile);
    const general = config.credsStore === '' ? filePart(config) : this.#generalPart(config);
    const special = [...config.credHelpers].map(([server, helper]) => this.#partOfServer(helper, server));
    return [general, ...special];
  }

  /** Where a new sign-in at a server would be kept: a helper's name or `file`. */
  async storageFor(typedServer: string): Promise<string> {
    const config = await readDockerConfig(this.configFile);
    return helperOf(config, keyOfTyped(typedServer)) || this.#defaultHelper(config) || 'file';
  }

  /** Keeps a sign-in as `docker login` does; answers where. */
  async store(credentials: Credentials): Promise<string> {
    const config = await readDockerConfig(this.configFile);
    const configured = helperOf(config, credentials.serverAddress);
    const detected = configured === '' ? this.#defaultHelper(config) : '';
    const helper = configured || detected;
    if (helper === '') {
      await writeAuth(this.configFile, credentials, '');
      return 'file';
    }
    await this.#helper(helper).store(credentials.serverAddress, toHelper(credentials));
    await writeAuth(this.configFile, { ...emptied, serverAddress: credentials.serverAddress }, detected);
    return helper;
  }

  /** Forgets a sign-in as `docker logout` does, under every spelling that older releases have used. */
  async erase(typedServer: string): Promise<void> {
    const config = await readDockerConfig(this.configFile);
    const servers = spellings(keyOfTyped(typedServer), typedServer);
    await this.#eraseInHelpers(config, servers);
    await eraseAuths(this.configFile, servers);
  }

  /** One spelling that could be erased is enough, as for the command line: helpers may refuse names they never saw. */
  async #eraseInHelpers(config: DockerConfig, servers: string[]): Promise<void> {
    const withHelper = servers.filter((server) => helperOf(config, server) !== '');
    const failures: unknown[] = [];
    for (const server of withHelper) {
      await this.#helper(helperOf(config, server))
        .erase(server)
        .catch((thrown: unknown) => failures.push(thrown));
    }
    if (failures.length > 0 && failures.length === withHelper.length) throw failures[0];
  }

  #helper(name: string): CredentialHelper {
    return CredentialHelper.forUse(name, this.#place);
  }

  #fromVariable(key: string): Credentials | undefined {
    const text = this.#place.env.DOCKER_AUTH_CONFIG ?? '';
    const found = text === '' ? undefined : parseAuthVariable(text)?.auths.get(key);
    return found === undefined || isEmpty(found) ? undefined : found;
  }

  async #fromHelper(helper: string, serverAddress: string): Promise<Credentials | undefined> {
    const found = await this.#helper(helper).get(serverAddress);
    if (found === null) return undefined;
    const { username, secret } = found;
    if (username === TOKEN_USER) return { ...emptied, serverAddress, identityToken: secret };
    return { ...emptied, serverAddress, username, password: secret };
  }

  /** What `credsStore` keeps. The config notes each of its servers, without a sign-in. */
  #generalPart(config: DockerConfig): AccountPart {
    const { credsStore: storage } = config;
    const servers = [...config.auths.keys()].filter((server) => !config.credHelpers.has(server));
    const list = async () => {
      const listed = await this.#overview(storage).list();
      return [...listed].map(([server, username]) => ({ server, username, storage })).filter(isAccount);
    };
    return { storage, servers, accounts: list() };
  }

  #partOfServer(storage: string, server: string): AccountPart {
    const get = async () => {
      const found = await this.#overview(storage).get(server);
      return found === null ? [] : [{ server, username: found.username, storage }];
    };
    return { storage, servers: [server], accounts: get() };
  }

  #overview(name: string): CredentialHelper {
    return CredentialHelper.forOverview(name, this.#place, this.#place.overviewTimeout);
  }

  /**
   * The platform's helper, for a config file that knows no sign-ins yet (docker/cli `DetectDefaultStore`); empty
   * when it is not installed.
   */
  #defaultHelper(config: DockerConfig): string {
    if (config.credsStore !== '' || config.credHelpers.size > 0 || config.auths.size > 0) return '';
    const helper = platformHelper(this.#place);
    return helper !== '' && findProgram(`docker-credential-${helper}`, this.#place) !== null ? helper : '';
  }
}

const emptied: Credentials = { serverAddress: '', username: '', password: '', identityToken: '' };

function platformHelper(place: ProgramPlace): string {
  if (place.platform === 'darwin') return 'osxkeychain';
  if (place.platform === 'win32') return 'wincred';
  if (place.platform !== 'linux') return '';
  return findProgram('pass', place) === null ? 'secretservice' : 'pass';
}

function helperOf(config: DockerConfig, key: string): string {
  return config.credHelpers.get(key) ?? config.credsStore;
}

/** Older releases wrote whole URLs as keys. */
function findInFile(config: DockerConfig, key: string): Credentials | undefined {
  return config.auths.get(key) ?? [...config.auths].find(([server]) => toHostname(server) === key)?.[1];
}

function filePart(config: DockerConfig): AccountPart {
  const accounts = [...config.auths]
    .filter(([, credentials]) => !isEmpty(credentials))
    .map(([server, { username }]) => ({ server, username: username || TOKEN_USER, storage: 'file' }));
  return { storage: 'file', servers: [], accounts: Promise.resolve(accounts.filter(isAccount)) };
}

/** The command line keeps the tokens of a browser sign-in at Docker Hub beside the sign-in itself (`oauth_store`). */
function isAccount({ server }: Account): boolean {
  return server !== `${HUB_KEY}access-token` && server !== `${HUB_KEY}refresh-token`;
}

function toHelper({ username, password, identityToken }: Credentials) {
  return identityToken === ''
    ? { username, secret: password }
    : { username: TOKEN_USER, secret: identityToken };
}

function spellings(key: string, typed: string): string[] {
  if (key === HUB_KEY) return [HUB_KEY];
  return [...new Set([key, typed.trim(), `http://${key}`, `https://${key}`])];
}
