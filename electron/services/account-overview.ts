import type { AppError, RegistryAccount } from '../contract';
import { toAppError } from '../core/coded-error';
import type { AccountPart } from '../registry/credential-store';
import { shownName } from '../registry/server-name';

export interface Overview {
  accounts: RegistryAccount[];
  /** Of helpers that failed and that the config names no server for. */
  problems: AppError[];
}

/** What is known of the accounts while their helpers are being asked: rows of the config first, then their answers. */
export class AccountOverview {
  readonly #parts: AccountPart[];
  readonly #answers = new Map<AccountPart, Pick<RegistryAccount, 'server' | 'username' | 'storage'>[]>();
  readonly #failures = new Map<AccountPart, AppError>();
  /** Resolves when every helper has answered or failed. */
  readonly settled: Promise<void>;

  /** @param onPart told after each answer */
  constructor(parts: AccountPart[], onPart: () => void) {
    this.#parts = parts;
    this.settled = Promise.all(parts.map((part) => this.#follow(part).then(onPart))).then(() => undefined);
  }

  now(): Overview {
    const rows = new Map<string, RegistryAccount>();
    for (const part of this.#parts) for (const row of this.#rowsOf(part)) rows.set(row.server, row);
    const silent = this.#parts.filter(({ servers }) => servers.length === 0);
    return {
      accounts: [...rows.values()]
        .sort((one, other) => (one.server < other.server ? -1 : 1))
        .map((row) => ({ ...row, server: shownName(row.server) })),
      problems: silent.flatMap((part) => this.#failures.get(part) ?? []),
    };
  }

  #rowsOf(part: AccountPart): RegistryAccount[] {
    const answer = this.#answers.get(part);
    if (answer !== undefined) return answer.map((account) => ({ ...account, state: 'known', problem: null }));
    const problem = this.#failures.get(part);
    const state = problem === undefined ? 'asking' : 'failed';
    const { servers, storage } = part;
    return servers.map((server) => ({ server, username: '', storage, state, problem: problem ?? null }));
  }

  async #follow(part: AccountPart): Promise<void> {
    try {
      this.#answers.set(part, await part.accounts);
    } catch (thrown) {
      this.#failures.set(part, toAppError(thrown));
    }
  }
}
