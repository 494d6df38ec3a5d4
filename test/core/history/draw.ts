import { buildHistory } from '../../../electron/core/history';
import type { InspectedImage, RawHistoryEntry } from '../../../electron/core/image-model';

type Config = InspectedImage['config'];

export const emptyConfig: Config = {
  entrypoint: [],
  command: [],
  environment: [],
  exposedPorts: [],
  volumes: [],
  user: '',
  workingDir: '',
  stopSignal: '',
  shell: [],
  onBuild: [],
  healthcheck: null,
  labels: {},
};

/** A layer's diffID that is easy to read in a failing test. */
export const layerId = (name: string | number): string => `sha256:${String(name).padStart(64, '0')}`;

export function image(layers: number | string[], config: Partial<Config> = {}): InspectedImage {
  const diffIds = typeof layers === 'number' ? Array.from({ length: layers }, (_, i) => layerId(i)) : layers;
  return {
    id: layerId('f00d'),
    references: ['app:1'],
    digests: [],
    os: 'linux',
    architecture: 'amd64',
    variant: '',
    sizeBytes: 0,
    created: 0,
    author: '',
    comment: '',
    parentId: '',
    layers: diffIds,
    config: { ...emptyConfig, ...config },
  };
}

export interface Entry {
  by: string;
  size?: number;
  comment?: string;
  tags?: string[];
  /** Unix seconds. */
  at?: number;
}

/** Entries from base to top; a plain text is a step without bytes. */
export function entries(...steps: (string | Entry)[]): RawHistoryEntry[] {
  return steps
    .map((step) => (typeof step === 'string' ? { by: step } : step))
    .map(({ by, size = 0, comment = '', tags = [], at = 0 }: Entry) => ({
      id: '',
      createdBy: by,
      created: at * 1_000,
      sizeBytes: size,
      comment,
      tags,
    }));
}

/** The same as BuildKit writes it; RUN, COPY and ADD get its suffix. */
export function buildkit(...steps: (string | Entry)[]): RawHistoryEntry[] {
  return entries(...steps).map((entry) => ({
    ...entry,
    createdBy: /^(?:RUN|COPY|ADD) /.test(entry.createdBy) ? `${entry.createdBy} # buildkit` : entry.createdBy,
    comment: 'buildkit.dockerfile.v0',
  }));
}

/** `#(nop)` as the old builder writes a metadata step. */
export const nop = (instruction: string): string => `/bin/sh -c #(nop)  ${instruction}`;

export function build(inspected: InspectedImage, baseFirst: RawHistoryEntry[], inherited = 0) {
  return buildHistory(inspected, [...baseFirst].reverse(), inherited);
}

/** One line a step: `L0 instruction RUN make`, `-  commit bash`. */
export function draw(inspected: InspectedImage, baseFirst: RawHistoryEntry[]): string[] {
  return build(inspected, baseFirst).steps.map(({ layer, origin, instruction, text }) =>
    [layer === null ? '- ' : `L${layer}`, origin, instruction, text].filter((part) => part !== '').join(' '),
  );
}

/** Only the layers: `0 - 1`. */
export function drawLayers(inspected: InspectedImage, baseFirst: RawHistoryEntry[]): string {
  const { steps, alignment } = build(inspected, baseFirst);
  return `${steps.map(({ layer }) => layer ?? '-').join(' ')} ${alignment}`;
}

/** Only the origins. */
export function origins(inspected: InspectedImage, baseFirst: RawHistoryEntry[]): string[] {
  return build(inspected, baseFirst).steps.map(({ origin }) => origin);
}
