import { z } from 'zod';
import { engineId } from './engines';

const containerId = z.string().min(1).max(128);
const ofContainer = z.object({ engineId, containerId });
const ofTerminal = z.object({ terminalId: z.string().max(64) });
/** Bytes as a terminal takes and gives them: they may end inside a character. */
const bytes = z.base64();
const port = z.number().int().min(1).max(65_535);
const word = z.string().max(32_768);

/** A port of the container that is reachable at the engine's computer. */
export const portMapping = z.object({
  /** 0 lets the engine choose. */
  host: z.union([z.literal(0), port]),
  container: port,
  protocol: z.enum(['tcp', 'udp']),
  /** Address at which the engine's computer listens; empty for all. */
  address: z.string().max(64),
});
export type PortMapping = z.infer<typeof portMapping>;

/** A folder of the engine's computer, or a named volume, that the container sees at a path. */
export const volumeMount = z.object({
  source: z.string().min(1).max(4096),
  target: z.string().min(1).max(4096).startsWith('/'),
  readOnly: z.boolean(),
});
export type VolumeMount = z.infer<typeof volumeMount>;

export const runInput = z.object({
  engineId,
  image: z.string().min(1).max(512),
  /** Empty: the engine makes one up. */
  name: z.string().max(128).default(''),
  /** As words, or as a person writes it; empty for the image's own. */
  command: z.union([z.string().max(32_768), z.array(word).max(1000)]).default(''),
  /** The command stands alone: the image's entrypoint is left out. */
  withoutEntrypoint: z.boolean().default(false),
  environment: z.record(z.string().min(1).max(1024), word).default({}),
  ports: z.array(portMapping).max(200).default([]),
  volumes: z.array(volumeMount).max(200).default([]),
  user: z.string().max(256).default(''),
  workingDir: z.string().max(4096).default(''),
});

/** What the alternative to a commit cannot bring along, or should be known of it. */
export const storyNote = z.object({
  kind: z.enum(['no-rm', 'volumes', 'no-base-name', 'on-build', 'nothing-changed']),
  /** Paths that it is about; empty for none. */
  paths: z.array(z.string()),
});
export type StoryNote = z.infer<typeof storyNote>;

/** A Dockerfile that leads from the base image to the files of a container. */
export const containerStory = z.object({
  text: z.string(),
  /** Added and changed regular files, in path order, at most 5,000; `totalFiles` counts all. */
  files: z.array(z.object({ path: z.string(), sizeBytes: z.number() })),
  totalFiles: z.number(),
  notes: z.array(storyNote),
});
export type ContainerStory = z.infer<typeof containerStory>;

/** `lost`: the connection ended, and nobody knows how the container is. */
export const terminalEnd = z.object({
  exitCode: z.number().nullable(),
  reason: z.enum(['exited', 'lost']),
});
export type TerminalEnd = z.infer<typeof terminalEnd>;

const opened = z.object({
  terminalId: z.string(),
  /** The last of what was printed, at most 256 KiB. */
  scrollback: bytes,
  /** How many bytes were printed up to its end; output that ends there or before is in it. */
  offset: z.number(),
  /** Null while it goes on. */
  ended: terminalEnd.nullable(),
});

/** Containers that are worked in by hand: only those that this app has made. */
export const terminalRequests = {
  /** Makes a container, attaches to it and starts it; one that does not start is removed again. */
  'containers.run': { input: runInput, output: z.object({ containerId, terminalId: z.string() }) },
  'containers.start': { input: ofContainer, output: z.object({ terminalId: z.string() }) },
  'containers.stop': { input: ofContainer, output: z.void() },
  /** With its unnamed volumes, running or not. */
  'containers.remove': { input: ofContainer, output: z.void() },
  'containers.dockerfile': { input: ofContainer, output: containerStory },
  /** Writes the Dockerfile and what it needs into a new folder; answers the folder. */
  'containers.saveDockerfile': {
    input: ofContainer.extend({ folder: z.string().min(1).max(4096) }),
    output: z.object({ folder: z.string() }),
  },
  /** Has the output told to the window from now on. */
  'terminal.open': { input: ofContainer, output: opened },
  'terminal.write': { input: ofTerminal.extend({ data: bytes.max(4_000_000) }), output: z.void() },
  'terminal.resize': {
    input: ofTerminal.extend({
      columns: z.number().int().min(1).max(2000),
      rows: z.number().int().min(1).max(2000),
    }),
    output: z.void(),
  },
  /** The window has drawn everything up to here; when it lags behind far, the container has to wait. */
  'terminal.drawn': { input: ofTerminal.extend({ offset: z.number().min(0) }), output: z.void() },
  /** The window shows it no longer; the container goes on. */
  'terminal.close': { input: ofTerminal, output: z.void() },
} as const;

export interface TerminalEvents {
  /** `offset`: bytes printed since the beginning, up to the end of this piece. */
  'terminal.output': { terminalId: string; data: string; offset: number };
  'terminal.ended': { terminalId: string } & TerminalEnd;
}
