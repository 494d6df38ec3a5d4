import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

export interface CompiledCodeInput {
  /** Of the bundle; code from elsewhere is left alone. */
  bundle: string;
  /** Where compiled code is kept; only this module writes there. */
  folder: string;
}

/** What Node gives a module and calls `module._compile` with; none of its types tell. */
interface OpenModule {
  exports: unknown;
  require: (name: string) => unknown;
}
type Compile = (this: OpenModule, code: string, file: string, ...others: unknown[]) => unknown;
type Body = (
  exports: unknown,
  require: (name: string) => unknown,
  module: OpenModule,
  file: string,
  folder: string,
) => unknown;

const SUFFIX = '.compiled';
const DIGEST_BYTES = 20;

/**
 * Keeps what V8 makes of the app's own code from one start to the next: compiling it takes as long as opening a window.
 * Node before 22 has no such cache of its own, so this steps in where Node compiles a module. Kept code counts only for
 * exactly the text it was made from (its file is named by the text's digest), when it is whole (its own digest is at its
 * head), and when V8 itself accepts it for its version and switches. Whatever is wrong with it, the text is compiled.
 */
export class CompiledCode {
  readonly #input: CompiledCodeInput;
  readonly #used = new Set<string>();
  readonly #fresh = new Map<string, Script>();

  constructor(input: CompiledCodeInput) {
    this.#input = input;
  }

  /** Steps in for all modules that are read from now on. */
  install(): void {
    const prototype = Module.prototype as unknown as { _compile: Compile };
    const compile = prototype._compile;
    const isOurs = (file: string) => path.dirname(file) === this.#input.bundle;
    const run = (module: OpenModule, code: string, file: string) => this.#run(module, code, file);
    prototype._compile = function (code, file, ...others) {
      return isOurs(file) ? run(this, code, file) : compile.call(this, code, file, ...others);
    };
  }

  /** Writes what was compiled afresh, with everything that has run by now, and forgets code of other releases. */
  keep(): void {
    if (this.#fresh.size === 0) return;
    mkdirSync(this.#input.folder, { recursive: true });
    for (const [name, script] of this.#fresh) this.#write(name, script.createCachedData());
    this.#fresh.clear();
    for (const name of readdirSync(this.#input.folder)) {
      if (!this.#used.has(name)) rmSync(path.join(this.#input.folder, name), { force: true });
    }
  }

  #run(module: OpenModule, code: string, file: string): unknown {
    const name = digestOf(code).toString('hex') + SUFFIX;
    const cachedData = this.#read(name);
    const script = new Script(Module.wrap(code), { filename: file, ...(cachedData && { cachedData }) });
    this.#used.add(name);
    if (!cachedData || script.cachedDataRejected) this.#fresh.set(name, script);
    const body = script.runInThisContext() as Body;
    const require = (wanted: string) => module.require(wanted);
    return body.call(module.exports, module.exports, require, module, file, path.dirname(file));
  }

  #read(name: string): Buffer | undefined {
    try {
      const kept = readFileSync(path.join(this.#input.folder, name));
      const data = kept.subarray(DIGEST_BYTES);
      return digestOf(data).equals(kept.subarray(0, DIGEST_BYTES)) ? data : undefined;
    } catch {
      // Not kept yet, or not readable: the text is there in any case.
      return undefined;
    }
  }

  #write(name: string, data: Buffer): void {
    const file = path.join(this.#input.folder, name);
    const draft = `${file}.draft`;
    writeFileSync(draft, Buffer.concat([digestOf(data), data]), { mode: 0o600 });
    renameSync(draft, file);
  }
}

/** SHA-1 tells texts apart and finds damage; whoever may write here may write the app's settings, too. */
function digestOf(data: string | Buffer): Buffer {
  return createHash('sha1').update(data).digest();
}
