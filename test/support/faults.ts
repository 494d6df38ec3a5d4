import { Transform, type TransformCallback } from 'node:stream';

/** What goes wrong with one request on its way. */
export type Fault =
  /** The connection ends in the middle of the answer, or of what the request sends. */
  | { kind: 'cut'; side: 'request' | 'response'; afterBytes: number }
  /** The answer begins later. */
  | { kind: 'delay'; milliseconds: number }
  /** The answer comes slowly. */
  | { kind: 'throttle'; bytesPerSecond: number }
  /** The other side is not asked; this is the answer. */
  | { kind: 'status'; status: number; body?: object | string; headers?: Record<string, string> }
  /** After so many lines of the answer, one that is no JSON. */
  | { kind: 'malformed'; afterLines: number }
  /** The answer comes in pieces of so many bytes: through JSON and through UTF-8 characters. */
  | { kind: 'split'; size: number }
  /** No answer at all, until the proxy stops or the client gives up. */
  | { kind: 'silence' };

/** To which requests a fault happens. */
export interface FaultRule {
  /** Is tried on path and query, for example `/v1.41/images/create?fromImage=a`. */
  path: RegExp;
  method?: string;
  /** To how many requests; to all without it. */
  times?: number;
  fault: Fault;
}

/** Keeps the rules and counts their uses. */
export class FaultRules {
  private rules: { rule: FaultRule; left: number }[] = [];

  set(rules: FaultRule[]): void {
    this.rules = rules.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }));
  }

  /** The fault for a request, if any; counts as a use of its rule. */
  take(method: string, path: string): Fault | undefined {
    const match = this.rules.find(
      ({ rule, left }) => left > 0 && (rule.method ?? method) === method && rule.path.test(path),
    );
    if (match === undefined) return undefined;
    match.left -= 1;
    return match.rule.fault;
  }
}

type Handle = (this: Transform, chunk: Buffer, done: TransformCallback) => void;

function through(handle: Handle): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      handle.call(this, chunk, done);
    },
  });
}

/** Passes bytes up to a limit, then calls `cut` once those have been handed on. */
export function limited(limit: number, cut: () => void): Transform {
  let left = limit;
  return through(function (chunk, done) {
    const part = chunk.subarray(0, left);
    left -= part.length;
    if (part.length > 0) this.push(part);
    if (left === 0) setImmediate(cut);
    else done();
  });
}

/** Passes pieces of a fixed size, each on its own. */
export function inPieces(size: number): Transform {
  return through(function (chunk, done) {
    const next = (offset: number): void => {
      if (offset >= chunk.length) {
        done();
        return;
      }
      this.push(chunk.subarray(offset, offset + size));
      setImmediate(next, offset + size);
    };
    next(0);
  });
}

/** Passes a limited number of bytes a second. */
export function throttled(bytesPerSecond: number): Transform {
  const size = Math.max(1, Math.ceil(bytesPerSecond / 20));
  return through(function (chunk, done) {
    const next = (offset: number): void => {
      if (this.destroyed) return;
      if (offset >= chunk.length) {
        done();
        return;
      }
      this.push(chunk.subarray(offset, offset + size));
      setTimeout(next, 50, offset + size);
    };
    next(0);
  });
}

/** Puts a line that is no JSON behind the given number of lines. */
export function withMalformedLine(afterLines: number): Transform {
  let lines = 0;
  return through(function (chunk, done) {
    for (const part of chunk.toString('latin1').split(/(?<=\n)/)) {
      if (lines === afterLines) {
        this.push('{"status": broken}\r\n');
        lines += 1;
      }
      if (part.endsWith('\n')) lines += 1;
      this.push(part, 'latin1');
    }
    done();
  });
}
