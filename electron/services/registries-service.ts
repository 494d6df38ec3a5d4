import type { AppError, ErrorCode, Publish, RegistryState, SearchResult } from '../contract';
import { codedError, toAppError } from '../core/coded-error';
import { registryOf, requireReference } from '../core/reference';
import { checkSignIn as checkThroughEngine } from '../engine/check-sign-in';
import type { Engine } from '../engine/engine';
import { searchImages } from '../engine/search-hub';
import { checkSignIn } from '../registry/check-sign-in';
import type { CredentialStore } from '../registry/credential-store';
import type { Credentials } from '../registry/credentials';
import { listTags } from '../registry/list-tags';
import type { RegistryAccess } from '../registry/registry-client';
import { searchCatalogue } from '../registry/search-registry';
import { HUB_DOMAIN, HUB_KEY, keyOfTyped, shownName } from '../registry/server-name';
import { AccountOverview } from './account-overview';

export interface RegistriesInput {
  store: CredentialStore;
  /** The engine in use, null when none is there: what it can reach counts before what this machine can reach. */
  engine: () => Engine | null;
  certificateFolders: string[];
  publish: Publish;
}

export interface SignIn {
  server: string;
  username: string;
  password: string;
}

/** Sign-ins, search and tags. Secrets come in here and go to the registry and the store; nothing hands them out. */
export class RegistriesService {
  readonly #input: RegistriesInput;
  #newest: AccountOverview | null = null;

  constructor(input: RegistriesInput) {
    this.#input = input;
  }

  /** What is known soon; what helpers say later is told as `registries.changed`. */
  async state(): Promise<RegistryState> {
    const { store } = this.#input;
    const problems: AppError[] = [];
    const note = (thrown: unknown) => problems.push(toAppError(thrown));
    const newStorage = await orElse(store.storageFor(''), 'file', note);
    const parts = await orElse(store.parts(), [], note);
    let answered = false;
    const stateNow = (): RegistryState => {
      const { accounts, problems: further } = overview.now();
      const distinct = new Map([...problems, ...further].map((problem) => [problem.detail, problem]));
      return { accounts, configFile: store.configFile, newStorage, problems: [...distinct.values()] };
    };
    const overview: AccountOverview = new AccountOverview(parts, () => {
      // An older look that is still waiting must not undo what a newer one has told.
      if (answered && overview === this.#newest) this.#input.publish('registries.changed', stateNow());
    });
    this.#newest = overview;
    await soon(overview.settled);
    answered = true;
    return stateNow();
  }

  /** Keeps a sign-in that its registry accepts. Throws `unauthorised` and the like when it does not. */
  async signIn({ server, username, password }: SignIn): Promise<{ server: string; storage: string }> {
    const serverAddress = keyOfTyped(server);
    const credentials: Credentials = { serverAddress, username, password, identityToken: '' };
    const identityToken = await this.#check(credentials);
    const kept = identityToken === '' ? credentials : { ...credentials, password: '', identityToken };
    const storage = await this.#input.store.store(kept);
    await this.#tell();
    return { server: shownName(serverAddress), storage };
  }

  async signOut(server: string): Promise<RegistryState> {
    await this.#input.store.erase(server);
    return await this.#tell();
  }

  /** The sign-in for the registry of a reference, and for no other. */
  async credentialsFor(reference: string): Promise<Credentials | undefined> {
    return await this.#input.store.get(registryOf(reference));
  }

  /** Docker Hub, or the registry of a term `HOST[:PORT]/word`: by its own search, else by its catalogue. */
  async search(engine: Engine, term: string): Promise<SearchResult[]> {
    const { domain, word } = splitTerm(term);
    const credentials = await this.#input.store.get(domain);
    try {
      return await searchImages(engine, domain === HUB_DOMAIN ? word : `${domain}/${word}`, credentials);
    } catch (thrown) {
      if (domain === HUB_DOMAIN) throw thrown;
      return await this.#searchCatalogue(domain, word, credentials);
    }
  }

  /** Tags of a repository at its registry, as the registry sorts them. */
  async tags(repository: string): Promise<string[]> {
    const { domain, path } = requireReference(repository);
    return await listTags(this.#access(domain, await this.#input.store.get(domain)), path);
  }

  async #searchCatalogue(
    domain: string,
    word: string,
    credentials: Credentials | undefined,
  ): Promise<SearchResult[]> {
    const found = await searchCatalogue(this.#access(domain, credentials), word);
    return found.map((result) => ({ ...result, reference: `${domain}/${result.name}` }));
  }

  /** As `docker login`: the engine asks the registry; without an engine this machine does. */
  async #check(credentials: Credentials): Promise<string> {
    const domain = credentials.serverAddress === HUB_KEY ? HUB_DOMAIN : credentials.serverAddress;
    const engine = this.#input.engine();
    if (engine === null) return await this.#checkMyself(domain, credentials);
    try {
      return await checkThroughEngine(engine, credentials, { server: domain });
    } catch (thrown) {
      if (codeOf(thrown) === 'unauthorised') throw thrown;
      return await this.#secondOpinion(thrown, domain, credentials);
    }
  }

  async #checkMyself(domain: string, credentials: Credentials): Promise<string> {
    await checkSignIn(this.#access(domain, credentials));
    return '';
  }

  /**
   * When the engine could not ask, this machine decides. When it could, but said something else than yes or no, only
   * a clear no counts: engine 28 tries a loopback registry without TLS after a refusal and reports that failure.
   */
  async #secondOpinion(thrown: unknown, domain: string, credentials: Credentials): Promise<string> {
    try {
      const own = await this.#checkMyself(domain, credentials);
      if (couldNotAsk.has(codeOf(thrown))) return own;
    } catch (refused) {
      if (couldNotAsk.has(codeOf(thrown)) || codeOf(refused) === 'unauthorised') throw refused;
    }
    throw thrown;
  }

  #access(domain: string, credentials: Credentials | undefined): RegistryAccess {
    return { domain, credentials, certificateFolders: this.#input.certificateFolders };
  }

  async #tell(): Promise<RegistryState> {
    const state = await this.state();
    this.#input.publish('registries.changed', state);
    return state;
  }
}

/** Failures that say nothing about the registry, only that this engine could not ask it. */
const couldNotAsk = new Set<ErrorCode>(['engine-unreachable', 'engine-lost', 'unsupported']);

const codeOf = (thrown: unknown): ErrorCode => toAppError(thrown).code;

/** A term whose first part looks like a host is meant for that registry. */
function splitTerm(term: string): { domain: string; word: string } {
  const trimmed = term.trim();
  const slash = trimmed.indexOf('/');
  const first = trimmed.slice(0, Math.max(slash, 0));
  if (slash <= 0 || !(first === 'localhost' || /[.:]/.test(first)))
    return { domain: HUB_DOMAIN, word: trimmed };
  const word = trimmed.slice(slash + 1);
  if (word === '') throw codedError('bad-input', 'nothing to look for', { why: 'nothing-to-search' });
  return { domain: first === 'index.docker.io' ? HUB_DOMAIN : first, word };
}

/** How long an answer waits for helpers, milliseconds: most answer at once, and then the list is drawn only once. */
const PATIENCE = 300;

async function soon(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}

async function orElse<T>(work: Promise<T>, otherwise: T, onError: (thrown: unknown) => void): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    onError(thrown);
    return otherwise;
  }
}
