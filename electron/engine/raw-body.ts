import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { type HostAddress, parseHost } from './host-address';

/**
 * Takes a piece of a body. The piece is only good until the promise resolves: its memory is used again. Pieces come
 * one after the other.
 */
export type Take = (piece: Buffer) => Promise<void>;

/** What a single read may bring. Larger ones cost memory, smaller ones speed. */
const PIECE = 256 * 1024;
/** Pieces that may wait for whoever takes them before the engine has to wait. */
const PIECES = 6;
const LONGEST_HEAD = 64 * 1024;

/** Where a body can be read past Node's HTTP client; null for ways that only an agent knows (TLS, SSH). */
export function rawPlace(endpoint: { host: string; tls: boolean }): NetConnectOpts | null {
  const address: HostAddress | null = endpoint.tls ? null : parseHost(endpoint.host);
  switch (address?.transport) {
    case 'unix':
    case 'npipe':
      return { path: address.path };
    case 'tcp':
      return address.prefix === '' ? { host: address.hostname, port: address.port } : null;
    case 'ssh':
    case undefined:
      return null;
  }
}

/**
 * Reads the body of a GET from a plain socket into memory that is used again and again: Node's HTTP client makes a new
 * buffer for every 64 KiB, and clearing those away costs as much as saving an archive. HTTP/1.0, so that the body comes
 * without chunks and ends with the connection; whether it is whole is for its reader to know. False when the answer is
 * not a plain success: then nothing was taken, and the ordinary way will find out why.
 */
export async function takeRawBody(
  place: NetConnectOpts,
  path: string,
  take: Take,
  signal: AbortSignal,
): Promise<boolean> {
  const reader = new RawReader(place, take);
  const abort = () => reader.fail(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await reader.read(path);
  } finally {
    signal.removeEventListener('abort', abort);
    reader.close();
  }
}

class RawReader {
  readonly #take: Take;
  readonly #socket: Socket;
  readonly #free: Buffer[] = [];
  readonly #done: Promise<boolean>;
  #settle: { resolve: (whole: boolean) => void; reject: (reason: unknown) => void } | null = null;
  #head: Buffer | null = Buffer.alloc(0);
  #taking: Promise<void> = Promise.resolve();

  constructor(place: NetConnectOpts, take: Take) {
    this.#take = take;
    this.#done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    for (let index = 0; index < PIECES; index += 1) this.#free.push(Buffer.allocUnsafeSlow(PIECE));
    const onread = {
      buffer: () => this.#free.pop() ?? Buffer.allocUnsafeSlow(PIECE),
      callback: (length: number, buffer: Uint8Array) => this.#receive(buffer as Buffer, length),
    };
    this.#socket = connect({ ...place, onread });
    this.#socket.once('error', (error) => this.fail(error));
    this.#socket.once('end', () => this.#finish());
    this.#socket.once('close', () => this.#finish());
  }

  async read(path: string): Promise<boolean> {
    this.#socket.write(`GET ${path} HTTP/1.0\r\nHost: docker\r\n\r\n`);
    return await this.#done;
  }

  fail(reason: unknown): void {
    this.#settle?.reject(reason);
    this.close();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Answers whether there is room for another piece. */
  #receive(buffer: Buffer, length: number): boolean {
    const bytes = buffer.subarray(0, length);
    const body = this.#head === null ? bytes : this.#readHead(this.#head, bytes);
    if (body === null || body.length === 0) this.#free.push(buffer);
    else this.#pass(body, buffer);
    return this.#free.length > 1;
  }

  #pass(body: Buffer, buffer: Buffer): void {
    this.#taking = this.#taking
      .then(() => this.#take(body))
      .then(() => {
        this.#free.push(buffer);
        this.#socket.resume();
      });
    this.#taking.catch((thrown: unknown) => this.fail(thrown));
  }

  /** What follows the head in the bytes so far; null while the head is not complete. */
  #readHead(before: Buffer, bytes: Buffer): Buffer | null {
    const all = Buffer.concat([before, bytes]);
    const end = all.indexOf('\r\n\r\n');
    this.#head = end === -1 ? all : null;
    if (end === -1 && all.length < LONGEST_HEAD) return null;
    if (end !== -1 && isPlainSuccess(all.toString('latin1', 0, end))) return all.subarray(end + 4);
    this.#settle?.resolve(false);
    this.close();
    return null;
  }

  /** The last piece has come; those before may still be on their way to whoever takes them. */
  #finish(): void {
    this.#taking.then(
      () => this.#settle?.resolve(this.#head === null),
      (thrown: unknown) => this.#settle?.reject(thrown),
    );
  }
}

function isPlainSuccess(head: string): boolean {
  return /^HTTP\/1\.[01] 200\b/.test(head) && !/^transfer-encoding:/im.test(head);
}
