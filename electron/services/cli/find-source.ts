import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { LayerSource } from '../../contract';
import { CodedError, codedError } from '../../core/coded-error';
import type { Engine, EngineTarget } from '../../engine/engine';
import { imageHistory } from '../../engine/image-history';
import { inspectImage } from '../../engine/inspect-image';
import { endpointsToTry } from '../engines/choose-endpoint';
import type { EngineAccess } from '../engines/engine-access';
import type { LayersInput } from '../layers/layers-service';
import type { Source } from './arguments';

const CONNECT_LIMIT = 15_000;

/** The source of a command line: a path that is there, else an image of an engine. */
export async function findSource(
  { source, image, platform }: Source,
  cwd: string,
  engines: CommandEngines,
): Promise<LayerSource> {
  const file = path.resolve(cwd, source);
  const info = await stat(file).catch(() => null);
  if (info !== null) {
    const layout = ['oci-layout', 'index.json'].includes(path.basename(file)) ? path.dirname(file) : file;
    return {
      kind: 'archive',
      path: layout,
      ...(image === undefined ? {} : { image }),
      ...(platform === undefined ? {} : { platform }),
    };
  }
  return await engines.find(source, platform);
}

/** The engine that the docker command line would use, connected when an image of it is asked for. */
export class CommandEngines {
  readonly #access: EngineAccess;
  #engine: Engine | null = null;
  #target: EngineTarget | undefined;

  constructor(access: EngineAccess) {
    this.#access = access;
  }

  /** How the layers service reaches it. */
  get layersInput(): Omit<LayersInput, 'host'> {
    const engine = (): Engine => {
      if (this.#engine) return this.#engine;
      throw codedError('engine-unreachable');
    };
    return {
      inspect: async (_engineId, id) => ({
        inspected: await inspectImage(engine(), id),
        history: await imageHistory(engine(), id),
      }),
      image: () => undefined,
      lease: async () => ({ engine: engine(), release: () => undefined }),
      target: () => this.#target,
    };
  }

  async find(name: string, platform: string | undefined): Promise<LayerSource> {
    const engine = await this.#connect();
    const { id, os, architecture, variant } = await inspectImage(engine, name);
    const own = [os, architecture, variant].filter((part) => part !== '').join('/');
    if (platform !== undefined && own !== platform && !own.startsWith(`${platform}/`)) {
      throw codedError('not-found', `${name} is there for ${own}, not for ${platform}`);
    }
    return { kind: 'image', engineId: engine.id, id };
  }

  close(): void {
    this.#engine?.close();
  }

  async #connect(): Promise<Engine> {
    const { targets } = this.#access.discover();
    let problem: unknown = codedError('engine-unreachable', 'no engine was found');
    for (const target of endpointsToTry({ targets, remembered: null })) {
      try {
        this.#engine = await this.#access.connect(target, { signal: AbortSignal.timeout(CONNECT_LIMIT) });
        this.#target = target;
        return this.#engine;
      } catch (thrown) {
        // The first one is the one that was meant; what is wrong with the others does not matter.
        if (problem instanceof CodedError && problem.appError.detail === 'no engine was found')
          problem = thrown;
      }
    }
    throw problem;
  }
}
