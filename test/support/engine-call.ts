import { ask } from '../../build/dockerd-http.mjs';

/** Where an engine listens; every engine of the tests has it. */
export interface EngineSocket {
  socketPath: string;
}

export interface EngineCall {
  method?: string;
  /** With its query, without an API version. */
  path: string;
  /** An object is sent as JSON, a buffer as a tar archive. */
  body?: object;
}

/**
 * Calls an engine's API past the product, to prepare or check what a test is about.
 *
 * @returns the body, as JSON where it is one, else as text
 * @throws {Error} with the engine's message when it answers with an error or reports one in a stream
 */
export async function callEngine(engine: EngineSocket, call: EngineCall): Promise<unknown> {
  const { method = 'GET', path, body } = call;
  const isArchive = Buffer.isBuffer(body);
  const answer = await ask(
    { socketPath: engine.socketPath },
    {
      method,
      path,
      ...(body === undefined ? {} : { body: isArchive ? body : JSON.stringify(body) }),
      type: isArchive ? 'application/x-tar' : 'application/json',
      timeout: 120_000,
    },
  );
  const inStream = /^\{"errorDetail".*$/m.exec(answer.body)?.[0];
  if (answer.status >= 400 || inStream !== undefined) {
    throw new Error(`${method} ${path}: ${answer.status} ${inStream ?? answer.body}`);
  }
  return parsed(answer.body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
