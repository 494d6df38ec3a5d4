import type { AnalysisHost } from '../../analysis/host';
import type { AnalysisProgress } from '../../analysis/image/progress';
import type { Calls, EnginePlace, LeakedFile, TreeRequest, WorkerSource } from '../../analysis/protocol';
import type { ImageSummary, LayerSource, OpenedLayers, RequestInput, RequestOutput } from '../../contract';
import { CodedError, codedError, toAppError } from '../../core/coded-error';
import { buildHistory } from '../../core/history';
import type { InspectedImage, RawHistoryEntry } from '../../core/image-model';
import type { EngineTarget } from '../../engine/engine';
import { unlessAborted } from '../abort';
import type { Lease } from '../engines/lease-book';

export interface LayersInput {
  host: AnalysisHost;
  /** What an engine says of an image. Throws `not-found` and other coded errors. */
  inspect: (
    engineId: string,
    id: string,
  ) => Promise<{ inspected: InspectedImage; history: RawHistoryEntry[] }>;
  /** References of an image now. */
  image: (engineId: string, id: string) => ImageSummary | undefined;
  lease: (engineId: string) => Promise<Lease>;
  target: (engineId: string) => EngineTarget | undefined;
}

export interface AnalyseOptions {
  signal: AbortSignal;
  onProgress: (progress: AnalysisProgress) => void;
}

export interface PieceOptions {
  signal: AbortSignal;
  /** Takes a piece; the next one comes when it resolves. */
  onPiece: (bytes: Uint8Array) => Promise<void>;
}

export type ExtractFrom = Pick<Calls['extract']['input'], 'path' | 'layer' | 'form' | 'followLinks'>;

/** Trees that are asked about at once; what is older was forgotten by the worker too. */
const MOST_KNOWN = 64;

/** What jobs have done. */
export type LayerWork = Pick<LayersService, 'analyse' | 'extract'>;

/** What images are made of: their layers, read once and kept. */
export class LayersService {
  readonly #input: LayersInput;
  /** Where the trees come from that windows ask about. */
  readonly #sources = new Map<string, LayerSource>();
  readonly #reading = new Map<string, Promise<void>>();

  constructor(input: LayersInput) {
    this.#input = input;
  }

  /** What is known of an image or archive without reading its layers. */
  async open(source: LayerSource): Promise<OpenedLayers> {
    this.#input.host.warmUp();
    const opened = await this.#input.host.call('open', { source: await this.#workerSource(source) });
    return this.#remember(source, opened);
  }

  /** A question about a tree that is open. Throws `not-found` for one that was forgotten. */
  async ask<N extends TreeRequest>(name: N, request: RequestInput<N>): Promise<RequestOutput<N>> {
    const { host } = this.#input;
    const source = needsContents.has(name) ? this.#sources.get(request.treeId) : undefined;
    return await this.#withEngine(source, async (engine) => {
      // A mapped type over the names: each call's input is what its own request takes.
      const input = { request, engine } as Calls[N]['input'];
      return (await host.call(name, input)) as RequestOutput<N>;
    });
  }

  /** Reads what is not known. `cached` when nothing had to be read. Throws `bad-input` when several images fit. */
  async analyse(
    source: LayerSource,
    { signal, onProgress }: AnalyseOptions,
  ): Promise<{ opened: OpenedLayers; cached: boolean }> {
    const worker = await this.#workerSource(source);
    return await this.#inTurn(JSON.stringify(source), signal, async () => {
      return await this.#withEngine(source, async (engine) => {
        const input = { source: worker, engine };
        const { opened, cached } = await this.#input.host.call('analyse', input, { signal, onProgress });
        return { opened: this.#remember(source, opened), cached };
      });
    });
  }

  /** Sends a file, or a folder as a tar, piece by piece; analyses the image first where it was not. */
  async extract(
    source: LayerSource,
    from: ExtractFrom,
    options: AnalyseOptions & PieceOptions,
  ): Promise<number> {
    const { opened } = await this.analyse(source, options);
    if (opened.state !== 'ready')
      throw codedError('bad-input', 'several images are in the archive', { why: 'several-images' });
    return await this.send(opened.analysis.treeId, from, options);
  }

  /** Sends a file, or a folder as a tar, of a tree that is open; answers how many bytes they were. */
  async send(
    treeId: string,
    { path, layer, form, followLinks }: ExtractFrom,
    { signal, onPiece }: PieceOptions,
  ): Promise<number> {
    return await this.#withEngine(this.#sources.get(treeId), async (engine) => {
      const input = { treeId, path, layer, form, followLinks, engine };
      const { bytes } = await this.#input.host.call('extract', input, { signal, onPiece });
      return bytes;
    });
  }

  /** Files that were removed in a later layer and are still in the image. */
  async leaked(treeId: string): Promise<LeakedFile[]> {
    return await this.#input.host.call('leaked', { treeId });
  }

  /** Sends the members of a layer, or of all when it is null, as lines of text. */
  async entries(
    treeId: string,
    from: { layer: number | null; json: boolean },
    { signal, onPiece }: PieceOptions,
  ): Promise<void> {
    await this.#input.host.call('entries', { treeId, ...from }, { signal, onPiece });
  }

  /** Cancels what is under way and removes what lies on disk for this run only. */
  async close(): Promise<void> {
    await this.#input.host.close();
  }

  /** The same image is not read twice at the same time: whoever comes second finds what the first has read. */
  async #inTurn<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (let before = this.#reading.get(key); before; before = this.#reading.get(key)) {
      await unlessAborted(signal, before);
    }
    const result = work();
    const settled = Promise.allSettled([result]).then(() => {
      this.#reading.delete(key);
    });
    this.#reading.set(key, settled);
    return await result;
  }

  #remember(source: LayerSource, opened: OpenedLayers): OpenedLayers {
    const treeId = treeIn(opened);
    if (treeId === null) return opened;
    this.#sources.delete(treeId);
    this.#sources.set(treeId, source);
    for (const oldest of this.#sources.keys()) {
      if (this.#sources.size <= MOST_KNOWN) break;
      this.#sources.delete(oldest);
    }
    return opened;
  }

  async #workerSource(source: LayerSource): Promise<WorkerSource> {
    if (source.kind === 'archive') return source;
    const { inspected, history } = await this.#input.inspect(source.engineId, source.id);
    const { id, layers, os, architecture, variant } = inspected;
    const references = this.#input.image(source.engineId, id)?.references ?? inspected.references;
    return {
      kind: 'image',
      id,
      name: references[0] ?? id.replace(/^sha256:/, '').slice(0, 12),
      platform: [os, architecture, variant].filter((part) => part !== '').join('/'),
      os,
      architecture,
      variant,
      layers,
      createdBy: createdByOf(inspected, history),
    };
  }

  /**
   * Keeps the engine of an image for the time of some work, whatever the window switches to. Much of what is known needs
   * no engine: only work that does fails with the reason why it is not there.
   */
  async #withEngine<T>(
    source: LayerSource | undefined,
    work: (engine: EnginePlace | null) => Promise<T>,
  ): Promise<T> {
    if (source?.kind !== 'image') return await work(null);
    const lease = await this.#input.lease(source.engineId).catch(toCoded);
    if (lease instanceof CodedError) return await orReason(lease, () => work(null));
    try {
      const { endpoint, info } = lease.engine;
      const tls = this.#input.target(source.engineId)?.tls ?? null;
      return await work({ endpoint, tls, apiVersion: info.apiVersion });
    } finally {
      lease.release();
    }
  }
}

/** The tree that an answer opened. */
function treeIn(opened: OpenedLayers): string | null {
  switch (opened.state) {
    case 'ready':
      return opened.analysis.treeId;
    case 'unknown':
      return opened.lower?.analysis.treeId ?? null;
    case 'choose':
      return null;
  }
}

const toCoded = (thrown: unknown): CodedError =>
  thrown instanceof CodedError ? thrown : new CodedError(toAppError(thrown), { cause: thrown });

/** Work without its engine; where it turns out to need one, the reason why there is none. */
async function orReason<T>(reason: CodedError, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw thrown instanceof CodedError && thrown.appError.code === 'engine-unreachable' ? reason : thrown;
  }
}

/** Requests that may have to read a layer. */
const needsContents = new Set<TreeRequest>(['layers.preview', 'layers.piece', 'layers.contents']);

/** By layer; null when the history cannot be laid on the layers without a guess. */
function createdByOf(inspected: InspectedImage, history: RawHistoryEntry[]): string[] | null {
  const { steps, alignment } = buildHistory(inspected, history, 0);
  if (alignment !== 'exact') return null;
  const createdByLayer = inspected.layers.map(() => '');
  for (const { layer, createdBy } of steps) if (layer !== null) createdByLayer[layer] = createdBy;
  return createdByLayer;
}
