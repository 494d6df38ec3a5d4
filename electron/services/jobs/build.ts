import { readFile } from 'node:fs/promises';
import { buildProgress } from '../../core/build-progress';
import { CodedError } from '../../core/coded-error';
import { familiarReference, requireReference } from '../../core/reference';
import type { StreamMessage } from '../../core/stream-message';
import { buildImage } from '../../engine/build-image';
import type { RegistryCredentials } from '../../engine/engine';
import { baseImagesOf } from '../build/dockerfile-outline';
import { type ResolvedContext, resolveContext } from '../build/inspect-context';
import { type PackedContext, packContext } from '../build/pack-context';
import type { JobContext, JobRunner } from './job-context';
import { logLine } from './log-line';

/** Builds a folder with the engine's own (classic) builder; each step is a row, the builder's words are the log. */
export const runBuild: JobRunner<'build'> = async (spec, context) => {
  const resolved = await resolveContext(spec.folder, spec.dockerfile);
  const credentials = await credentialsFor(resolved, context);
  const upload = await countedContext(resolved, context);
  const progress = buildProgress();
  context.show({ rows: progress.rows, bytes: upload.bytes });
  const { tags, target, buildArgs, noCache, pullBase } = spec;
  const { stream, dockerfile } = upload.packed;
  const input = { context: stream, dockerfile, tags, target, buildArgs, noCache, pullBase, credentials };
  try {
    for await (const message of buildImage(context.engine, input, context)) {
      progress.fold(message);
      context.log(logText(message));
      context.changed();
    }
  } catch (thrown) {
    progress.end('failed');
    throw upload.problem() ?? thrown;
  } finally {
    stream.destroy();
  }
  progress.end('done');
  const references = tags.map((tag) => familiarReference(requireReference(tag)));
  return { result: { references, imageIds: [progress.imageId()].filter((id) => id !== '') } };
};

/** The builder's text is whole lines or parts of lines, to be kept as it is; only pulls of base images need shaping. */
const logText = (message: StreamMessage) => (message.stream === '' ? logLine(message) : message.stream);

/** Sign-ins of the registries that the base images come from, each once. */
async function credentialsFor(
  { dockerfile }: ResolvedContext,
  context: JobContext,
): Promise<RegistryCredentials[]> {
  const bases = baseImagesOf(await readFile(dockerfile, 'utf8'));
  const found = new Map<string, RegistryCredentials>();
  for (const base of bases) {
    const credentials = await context.credentialsFor(base);
    if (credentials !== undefined) found.set(credentials.serverAddress, credentials);
  }
  return [...found.values()];
}

interface Upload {
  packed: PackedContext;
  bytes: () => { current: number; total: null; complete: false };
  /** Why the context could not be packed; the engine's own error then only says that the upload stopped. */
  problem: () => CodedError | null;
}

async function countedContext(resolved: ResolvedContext, context: JobContext): Promise<Upload> {
  let current = 0;
  let problem: CodedError | null = null;
  const onBytes = (count: number) => {
    current += count;
    context.changed();
  };
  const packed = await packContext({ ...resolved, dockerfileStats: resolved.stats, onBytes }, context.signal);
  packed.stream.on('error', (thrown) => {
    if (thrown instanceof CodedError) problem = thrown;
  });
  return {
    packed,
    bytes: () => ({ current, total: null, complete: false }),
    problem: () => problem,
  };
}
