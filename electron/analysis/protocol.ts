import type {
  AppError,
  EngineEndpoint,
  LayersReading,
  OpenedLayers,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../contract';
import type { AnalysisProgress } from './image/progress';

/** What crosses between the main process and the worker that reads layers. */

/** The way to an engine, for a thread that has no connection of its own. */
export interface EnginePlace {
  endpoint: Omit<EngineEndpoint, 'probe'>;
  tls: { caFile: string | null; certFile: string | null; keyFile: string | null; verify: boolean } | null;
  apiVersion: string;
}

/** An image of an engine, by what its inspection says. */
export interface EngineImage {
  kind: 'image';
  id: string;
  /** A reference, or a short id. */
  name: string;
  /** `linux/arm64/v8` */
  platform: string;
  os: string;
  architecture: string;
  variant: string;
  /** diffIDs, base first. */
  layers: string[];
  /** Of each layer, when the engine's history tells. */
  createdBy: string[] | null;
}

/** An archive, or the folder of a layout. */
export interface ArchivePlace {
  kind: 'archive';
  path: string;
  image?: string | undefined;
  platform?: string | undefined;
}

export type WorkerSource = EngineImage | ArchivePlace;

/** Requests about a tree that is open. */
export type TreeRequest = Exclude<Extract<RequestName, `layers.${string}`>, 'layers.open'>;

export interface LeakedFile {
  path: string;
  /** 0 = base. */
  layer: number;
  size: number;
}

/** One member of a layer, as the command line lists it. */
export interface LayerEntry {
  layer: number;
  path: string;
  type: string;
  size: number;
  mode: number;
  uid: number;
  gid: number;
  linkname: string;
  change: string;
}

/** Where the engine of an image can be asked; null for archives. */
interface WithEngine {
  engine: EnginePlace | null;
}

type TreeCalls = {
  [N in TreeRequest]: { input: { request: RequestInput<N> } & WithEngine; output: RequestOutput<N> };
};

export interface Calls extends TreeCalls {
  open: { input: { source: WorkerSource }; output: OpenedLayers };
  /** Answers the tree's name; `cached` when nothing had to be read. Tells progress. */
  analyse: {
    input: { source: WorkerSource } & WithEngine;
    output: { opened: OpenedLayers; cached: boolean };
  };
  /** Sends the content of a file, or a folder as a tar, in pieces; answers how many bytes they were. */
  extract: {
    input: {
      treeId: string;
      path: string;
      layer: number;
      form: 'file' | 'tar';
      /** Symbolic links inside the image lead to the file. */
      followLinks?: boolean | undefined;
    } & WithEngine;
    output: { bytes: number };
  };
  leaked: { input: { treeId: string }; output: LeakedFile[] };
  /** Members of a layer, or of all, in batches of lines, each JSON or for people. */
  entries: { input: { treeId: string; layer: number | null; json: boolean }; output: { entries: number } };
}
export type CallName = keyof Calls;

export interface WorkerSettings {
  /** Where analysed layers are kept. */
  cacheFolder: string;
  cacheBytes: number;
  /** Where contents of layers lie as long as this worker runs. */
  spoolFolder: string;
}

export type ToWorker =
  | { type: 'settings'; settings: WorkerSettings }
  | { type: 'call'; id: number; name: CallName; input: unknown }
  | { type: 'cancel'; id: number }
  /** The last piece was taken. */
  | { type: 'taken'; id: number }
  /** Clean up; answered by `closed`. */
  | { type: 'close' };

export type FromWorker =
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'error'; id: number; error: AppError }
  | { type: 'progress'; id: number; progress: AnalysisProgress }
  | { type: 'piece'; id: number; bytes: Uint8Array }
  | { type: 'reading'; reading: LayersReading }
  | { type: 'problem'; message: string }
  | { type: 'closed' };
