import { type ChildProcess, spawn } from 'node:child_process';
import type { Why } from '../contract';
import { codedError } from '../core/coded-error';
import { redact } from '../core/redact';
import { explainTimeLimit, TimeLimitReached } from '../core/time-limit';
import { findProgram, type ProgramPlace } from './find-program';

/** What helpers answer when they have nothing (docker-credential-helpers, `errCredentialsNotFoundMessage`). */
const NOT_FOUND = 'credentials not found in native keychain';
/** Keychains may ask the person to unlock them. */
const TIMEOUT = 120_000;
/** An overview of accounts is nothing to unlock a keychain for. */
const OVERVIEW_TIMEOUT = 20_000;
const LONGEST_ANSWER = 1024 * 1024;

export interface HelperCredentials {
  username: string;
  secret: string;
}

/** The four verbs of a program `docker-credential-NAME`: one word as argument, input on stdin, JSON on stdout. */
export class CredentialHelper {
  readonly name: string;
  readonly #place: ProgramPlace;
  readonly #timeout: number;

  private constructor(name: string, place: ProgramPlace, timeout: number) {
    this.name = name;
    this.#place = place;
    this.#timeout = timeout;
  }

  /** For a sign-in that is needed now: the person has time to unlock what keeps it. */
  static forUse(name: string, place: ProgramPlace): CredentialHelper {
    return new CredentialHelper(name, place, TIMEOUT);
  }

  /** For an overview, which is told of a helper that does not answer. @param timeout milliseconds */
  static forOverview(name: string, place: ProgramPlace, timeout = OVERVIEW_TIMEOUT): CredentialHelper {
    return new CredentialHelper(name, place, timeout);
  }

  /** Null when the helper has nothing for the server. */
  async get(server: string): Promise<HelperCredentials | null> {
    const answer = await this.#run('get', server);
    if (answer.failed && answer.text.includes(NOT_FOUND)) return null;
    const { Username, Secret } = this.#object('get', answer);
    if (typeof Username !== 'string' || typeof Secret !== 'string')
      throw this.#error('get', this.#unusable('get'));
    return { username: Username, secret: Secret };
  }

  async store(server: string, { username, secret }: HelperCredentials): Promise<void> {
    const input = JSON.stringify({ ServerURL: server, Username: username, Secret: secret });
    const answer = await this.#run('store', input);
    // What a helper says about a failed store may repeat what it was given.
    if (answer.failed) throw this.#error('store', answer.text.replaceAll(secret, '***'));
  }

  /** Erasing what is not there is fine. */
  async erase(server: string): Promise<void> {
    const answer = await this.#run('erase', server);
    if (answer.failed && !answer.text.includes(NOT_FOUND)) throw this.#error('erase', answer.text);
  }

  /** Server -> user name. */
  async list(): Promise<Map<string, string>> {
    const entries = Object.entries(this.#object('list', await this.#run('list', '')));
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  }

  #object(verb: string, answer: HelperAnswer): Record<string, unknown> {
    if (answer.failed) throw this.#error(verb, answer.text);
    try {
      const parsed: unknown = JSON.parse(answer.text === '' ? '{}' : answer.text);
      if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
    } catch {
      // Said below without the text: it may hold the secret.
    }
    throw this.#error(verb, this.#unusable(verb), { why: 'helper-unusable' });
  }

  async #run(verb: string, input: string): Promise<HelperAnswer> {
    const program = /^[\w.-]+$/.test(this.name)
      ? findProgram(`docker-credential-${this.name}`, this.#place)
      : null;
    if (program === null)
      throw this.#error(verb, `docker-credential-${this.name} is not installed`, { why: 'helper-missing' });
    try {
      return await runProgram(program, { verb, input, env: this.#place.env, timeout: this.#timeout });
    } catch (thrown) {
      throw this.#error(
        verb,
        thrown instanceof Error ? thrown.message : String(thrown),
        explainTimeLimit(thrown),
      );
    }
  }

  /** Without the answer itself: it may hold the secret. */
  #unusable(verb: string): string {
    return `docker-credential-${this.name} ${verb}: the answer is not what the protocol of helpers asks for`;
  }

  #error(verb: string, detail: string, { why, params }: { why?: Why; params?: Record<string, string> } = {}) {
    const shown = redact(detail).slice(0, 500);
    return codedError('credential-helper', shown, { params: { ...params, helper: this.name, verb }, why });
  }
}

interface HelperAnswer {
  failed: boolean;
  /** stdout, trimmed; helpers write their errors there too. */
  text: string;
}

interface HelperCall {
  verb: string;
  input: string;
  env: ProgramPlace['env'];
  /** Milliseconds. */
  timeout: number;
}

function runProgram(program: string, { verb, input, env, timeout }: HelperCall): Promise<HelperAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [verb], {
      env: { ...env },
      stdio: ['pipe', 'pipe', 'ignore'],
      // A group of its own, so that what it has started can be ended with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let late = false;
    let text = '';
    const settled = endInTime(child, timeout, () => {
      late = true;
    });
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (text.length < LONGEST_ANSWER) text += chunk;
    });
    // A helper that ends without reading its input is judged by what it answers.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('error', (error) => {
      settled();
      reject(error);
    });
    child.once('exit', (_code, signal) => {
      settled();
      if (signal === null) return;
      child.stdout.destroy();
      const told = `no answer within ${timeout / 1000} s`;
      reject(late ? new TimeLimitReached(timeout, told) : new Error(`ended by ${signal}`));
    });
    child.once('close', (code) => resolve({ failed: code !== 0, text: text.trim() }));
  });
}

/**
 * Ends a program after a time, and when this process ends: one that stayed would keep files and sockets of the app open,
 * and the next start would take it for a running app. Answers what to call when the program has ended by itself.
 */
function endInTime(child: ChildProcess, timeout: number, onLate: () => void): () => void {
  const end = () => endWithGroup(child);
  const timer = setTimeout(() => {
    onLate();
    end();
  }, timeout);
  process.once('exit', end);
  return () => {
    clearTimeout(timer);
    process.off('exit', end);
  };
}

function endWithGroup(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) {
    child.kill();
    return;
  }
  try {
    process.kill(-child.pid);
  } catch {
    // Nothing of the group is left.
  }
}
