import type { BuilderKind, BuildFailure } from '../../contract';
import { baseOfStep } from '../../core/build/base-of-step';
import type { BuildTracker } from '../../core/build/build-tracker';
import { BuildkitBuild } from '../../core/build/buildkit-build';
import { ClassicBuild } from '../../core/build/classic-build';
import { dockerfileFault } from '../../core/build/dockerfile-fault';
import { isRemoteContext } from '../../core/build/remote-context';
import { CodedError, codedError } from '../../core/coded-error';
import { canonicalReference, familiarReference, registryOf, requireReference } from '../../core/reference';
import type { StreamMessage } from '../../core/stream-message';
import { buildImage } from '../../engine/build-image';
import type { BuildOptions } from '../../engine/build-query';
import { type BuildkitMessage, buildWithBuildkit } from '../../engine/buildkit/build-with-buildkit';
import { solveWithBuildkit } from '../../engine/buildkit/solve-with-buildkit';
import { requireCapability } from '../../engine/capabilities';
import type { Engine, RegistryCredentials } from '../../engine/engine';
import { withContext } from '../../engine/engine-error';
import { sessionAnswers } from '../build/build-session';
import { type BuildSource, openSource } from '../build/build-source';
import { folderOfDockerfile } from '../build/dockerfile-apart';
import { baseImagesOf } from '../build/dockerfile-outline';
import { explainFailure } from '../build/explain-failure';
import type { ResolvedContext } from '../build/inspect-context';
import { namedContexts } from '../build/named-contexts';
import { type PackContext, packHere } from '../build/pack-context';
import { dockerfileText } from '../build/small-file';
import type { JobContext, JobRunner, SpecOf } from './job-context';
import { logLine } from './log-line';

const LONGEST_INSTRUCTION = 120;

/** Builds a folder with the engine's BuildKit or its classic builder; steps, logs and bytes are read while it runs. */
export const buildPackedBy =
  (pack: PackContext): JobRunner<'build'> =>
  async (spec, context) => {
    const builder = builderFor(spec, context.engine);
    if (spec.squash) requireCapability(context.engine, 'squash');
    if (spec.contexts?.length) requireContexts(spec, builder, context.engine);
    const upload = await countedContext(spec, context, { pack, canBeApart: canBeApart(spec, builder) });
    const { stream, resolved, remote, dockerfile, apart } = upload.source;
    const input = { ...optionsOf(spec, dockerfile), remote, context: stream };
    const work: Work = { spec, input, resolved, apart, context, bytes: upload.bytes };
    try {
      const tracker = await (builder === 'buildkit' ? withBuildkit(work) : withClassic(work));
      const references = spec.tags.map((tag) => familiarReference(requireReference(tag)));
      const imageIds = [tracker.imageId()].filter((id) => id !== '');
      return { result: { references, imageIds, bytes: await sizeOf(imageIds[0], context) } };
    } catch (thrown) {
      throw upload.problem() ?? cannotFetch(spec, thrown) ?? thrown;
    } finally {
      stream?.destroy();
    }
  };

/** Throws `unsupported` where the builder, or the way that named contexts go, lacks something. */
function requireContexts({ squash }: SpecOf<'build'>, builder: BuilderKind, engine: Engine): void {
  requireCapability(engine, 'build-contexts');
  if (builder === 'classic')
    throw codedError('unsupported', 'the classic builder knows one context only', {
      why: 'one-context-only',
    });
  if (squash)
    throw codedError('unsupported', 'layers of a build with further contexts cannot be squashed', {
      why: 'contexts-cannot-squash',
    });
}

/** Engines say in words of other things that they cannot fetch a context: without Git, of an unknown scheme. */
function cannotFetch({ folder, contexts = [] }: SpecOf<'build'>, thrown: unknown): CodedError | null {
  const fetches = [folder, ...contexts.map(({ source }) => source)].some(isRemoteContext);
  if (!fetches || !(thrown instanceof CodedError)) return null;
  const { detail } = thrown.appError;
  // BuildKit of Docker Engine 28.5 says so of each named context that is the address of a file.
  const refused = contexts.length > 0 && detail === 'invalid argument';
  if (!refused && !/"git": executable file not found|unknown scheme git/.test(detail)) return null;
  return codedError('unsupported', detail, { cause: thrown });
}

/** Null where the builder does not name the image, or it is gone again: the build is done all the same. */
async function sizeOf(imageId: string | undefined, { images }: JobContext): Promise<number | null> {
  if (imageId === undefined) return null;
  try {
    return (await images.inspect(imageId)).sizeBytes;
  } catch {
    return null;
  }
}

/** The classic builder reads the Dockerfile in the context and hides it itself; only `POST /build` squashes. */
const canBeApart = ({ squash = false }: SpecOf<'build'>, builder: BuilderKind): boolean =>
  builder === 'buildkit' && !squash;

/** The same, with contexts packed on the thread of the services. */
export const runBuild = buildPackedBy(packHere);

interface Work {
  spec: SpecOf<'build'>;
  input: BuildOptions & { context: BuildSource['stream'] };
  resolved: ResolvedContext | null;
  /** The Dockerfile is not in the context that is sent. */
  apart: boolean;
  context: JobContext;
  bytes: Upload['bytes'];
}

/** BuildKit where the engine has it, unless the other one is asked for. Throws `unsupported`. */
function builderFor({ builder }: SpecOf<'build'>, engine: Engine): BuilderKind {
  if (builder === 'buildkit') requireCapability(engine, 'buildkit');
  return builder ?? (engine.info.capabilities.buildkit.available ? 'buildkit' : 'classic');
}

function optionsOf(spec: SpecOf<'build'>, dockerfile: string): Omit<BuildOptions, 'remote'> {
  const { tags, target, buildArgs, noCache, pullBase } = spec;
  const { platform = '', labels = {}, network = '', squash = false } = spec;
  return { dockerfile, tags, target, buildArgs, noCache, pullBase, platform, labels, network, squash };
}

async function withClassic({ input, resolved, context, bytes }: Work): Promise<BuildTracker> {
  const credentials = await credentialsFor(resolved, context);
  const build = new ClassicBuild();
  return await follow(build, { context, bytes, resolved }, async () => {
    for await (const message of buildImage(context.engine, { ...input, credentials }, context)) {
      build.fold(message);
      context.log(logText(message));
      context.changed();
    }
  });
}

async function withBuildkit(work: Work): Promise<BuildTracker> {
  const { context, bytes, resolved } = work;
  const build = new BuildkitBuild();
  const messages = await buildkitMessages(work);
  return await follow(build, { context, bytes, resolved }, async () => {
    for await (const message of messages) {
      if (message.tells === 'status') context.log(build.fold(message.status));
      else if (message.tells === 'image') build.imageBuilt(message.id);
      else context.log(logText(message.message));
      context.changed();
    }
  });
}

/** Only builds with more than one thing to send need the builder itself: `POST /build` takes a context alone. */
async function buildkitMessages({
  spec,
  input,
  resolved,
  apart,
  context,
}: Work): Promise<AsyncGenerator<BuildkitMessage>> {
  const options = { signal: context.signal, answers: sessionAnswers(spec, context) };
  const contexts = await namedContexts(spec);
  const dockerfileFolder = apart && resolved !== null ? folderOfDockerfile(resolved.dockerfile) : null;
  if (contexts.length === 0 && dockerfileFolder === null)
    return buildWithBuildkit(context.engine, input, options);
  const tags = spec.tags.map((tag) => canonicalReference(requireReference(tag)));
  return solveWithBuildkit(context.engine, { ...input, tags, contexts, dockerfileFolder }, options);
}

/** Shows a build while it runs and says how it ended. */
async function follow(
  build: BuildTracker,
  { context, bytes, resolved }: Pick<Work, 'context' | 'bytes' | 'resolved'>,
  run: () => Promise<void>,
): Promise<BuildTracker> {
  context.show({ rows: () => build.rows(), bytes, build });
  try {
    await run();
    build.end('done');
    return build;
  } catch (thrown) {
    // Of an engine that was lost nobody knows how the step went on: it did not fail.
    build.end(context.signal.aborted || isLost(thrown) ? 'cancelled' : 'failed');
    if (!context.signal.aborted) build.explain(await explainFailure(build, resolved, thrown));
    throw aboutItsStep(build, thrown);
  }
}

const isLost = (thrown: unknown): boolean =>
  thrown instanceof CodedError && thrown.appError.code === 'engine-lost';

/**
 * What the builder only calls an error: a base image that does not come is its registry's matter, and of any other
 * instruction that fails, the instruction says more.
 */
function aboutItsStep(build: BuildTracker, thrown: unknown): unknown {
  if (!(thrown instanceof CodedError)) return thrown;
  const { steps, failure } = build.run();
  const failed = steps.findLast(({ state }) => state === 'failed');
  if (failed === undefined || thrown.appError.code === 'bad-reference') return aboutTheFile(failure, thrown);
  const reference = baseOfStep(failed.text);
  if (reference !== null) return withContext(thrown, { reference, server: registryOf(reference) });
  const { code, detail, next } = thrown.appError;
  if (code !== 'engine-error') return thrown;
  return codedError('step-failed', detail, {
    params: { instruction: firstLine(failed.text) },
    next: failure?.help === 'no-space' ? [{ step: 'prune' }, ...next] : next,
    cause: thrown,
  });
}

/** A Dockerfile that the builder does not take is told as such, with the line where it names or shows one. */
function aboutTheFile(failure: BuildFailure | undefined, thrown: CodedError): CodedError {
  const { detail } = thrown.appError;
  const fault = dockerfileFault(detail, '');
  if (fault === null && thrown.appError.code !== 'bad-reference') return thrown;
  const { problem = detail, line = null } = fault ?? {};
  const shown = failure?.lines == null ? line : failure.lines.from + 1;
  const params = { problem, ...(shown === null ? {} : { line: String(shown) }) };
  return codedError('dockerfile-error', detail, { params, next: [{ step: 'retry' }], cause: thrown });
}

/** Of a long instruction, as much as a sentence bears. */
function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line.length > LONGEST_INSTRUCTION ? `${line.slice(0, LONGEST_INSTRUCTION)}…` : line;
}

/** The builder's text is whole lines or parts of lines, to be kept as it is; only pulls of base images need shaping. */
const logText = (message: StreamMessage) => (message.stream === '' ? logLine(message) : message.stream);

/** Sign-ins of the registries that the base images come from, each once. */
async function credentialsFor(
  resolved: ResolvedContext | null,
  context: JobContext,
): Promise<RegistryCredentials[]> {
  // Of a context that this app does not read, the bases are not known before the builder asks for them.
  if (resolved === null) return [];
  const { dockerfile } = resolved;
  const bases = baseImagesOf(await dockerfileText(dockerfile));
  const found = new Map<string, RegistryCredentials>();
  for (const base of bases) {
    const credentials = await context.credentialsFor(base);
    if (credentials !== undefined) found.set(credentials.serverAddress, credentials);
  }
  return [...found.values()];
}

interface Upload {
  source: BuildSource;
  bytes: () => { current: number; total: null; complete: false };
  /** Why the context could not be packed; the engine's own error then only says that the upload stopped. */
  problem: () => CodedError | null;
}

async function countedContext(
  spec: SpecOf<'build'>,
  context: JobContext,
  options: { pack: PackContext; canBeApart: boolean },
): Promise<Upload> {
  let current = 0;
  let problem: CodedError | null = null;
  const onBytes = (count: number) => {
    current += count;
    context.changed();
  };
  const source = await openSource(spec, { signal: context.signal, onBytes, ...options });
  source.stream?.on('error', (thrown) => {
    if (thrown instanceof CodedError) problem = thrown;
  });
  return {
    source,
    bytes: () => ({ current, total: null, complete: false }),
    problem: () => problem,
  };
}
