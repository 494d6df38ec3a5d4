import { join } from 'node:path';
import type { AppError, EngineEndpoint } from '../contract';
import { codedError } from '../core/coded-error';
import { redact } from '../core/redact';
import {
  type ContextStore,
  DEFAULT_CONTEXT,
  type DockerContext,
  readContexts,
  sha256,
  unreadable,
} from './contexts';
import type { EndpointTls, EngineTarget } from './engine';
import { environmentTls } from './environment-tls';
import { fieldsOf, textOf } from './fields';
import { completeHost, defaultHost } from './host-address';
import { exists, type Surroundings, wellKnownEndpoints } from './well-known';

export interface Discovery {
  /** Each host once, the Docker command line's choice first. */
  targets: EngineTarget[];
  /** What the command line would fail on or complain of: unreadable files, unknown contexts, hosts it refuses. */
  problems: AppError[];
}

type Source = EngineEndpoint['source'];

/**
 * Finds engines in the Docker command line's order: `DOCKER_HOST`, `DOCKER_CONTEXT`, `currentContext` of
 * config.json, the other contexts, the default socket, then well-known sockets that exist and the sandbox.
 * Exactly one target is `cliChoice`. Where the command line would fail, that one carries the `problem`: nobody
 * shall work on another engine than they asked for without being told.
 */
export function discoverEndpoints(around: Surroundings): Discovery {
  const configFolder = dockerConfigFolder(around);
  const store = readContexts(configFolder, around.files);
  const { current, problems } = readCurrentContext(configFolder, around);
  const choice = cliChoice(around, configFolder, store, current);
  const targets = uniqueTargets([choice, ...otherTargets(around, store)], around);
  const refused = targets.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  return { targets, problems: [...problems, ...store.problems, ...refused] };
}

/** The folder of the Docker command line's configuration: `DOCKER_CONFIG` or `~/.docker`. */
export const dockerConfigFolder = ({ env, home }: Pick<Surroundings, 'env' | 'home'>): string =>
  env.DOCKER_CONFIG || join(home, '.docker');

/** An unreadable config.json counts as an empty one, with a warning, as for the command line. */
function readCurrentContext(configFolder: string, { files }: Surroundings) {
  const file = join(configFolder, 'config.json');
  if (!files.exists(file)) return { current: '', problems: [] };
  try {
    return { current: textOf(fieldsOf(JSON.parse(files.read(file))).currentContext), problems: [] };
  } catch (cause) {
    return { current: '', problems: [unreadable(file, cause)] };
  }
}

/** docker/cli cli/command/cli.go, resolveContextName: the first of these that is set decides, right or wrong. */
function cliChoice(
  around: Surroundings,
  configFolder: string,
  store: ContextStore,
  currentContext: string,
): EngineTarget {
  const { DOCKER_HOST: host, DOCKER_CONTEXT: context } = around.env;
  const chosen = host
    ? fromEnvironment(host, around, configFolder)
    : fromName(context || currentContext, around, store);
  return { ...chosen, endpoint: { ...chosen.endpoint, cliChoice: true } };
}

function fromEnvironment(host: string, around: Surroundings, configFolder: string): EngineTarget {
  return toTarget('DOCKER_HOST', 'environment', host, environmentTls(around, configFolder), around);
}

function fromName(name: string, around: Surroundings, store: ContextStore): EngineTarget {
  if (name === '' || name === DEFAULT_CONTEXT) return defaultTarget(around);
  const context = store.contexts.find((candidate) => candidate.name === name);
  return context === undefined ? unknownContext(name) : ofContext(context, around);
}

function otherTargets(around: Surroundings, store: ContextStore): EngineTarget[] {
  const sandbox = around.env.LAYERYARD_SANDBOX_HOST;
  return [
    ...store.contexts.map((context) => ofContext(context, around)),
    ...(exists(defaultHost(around.platform), around) ? [defaultTarget(around)] : []),
    ...wellKnownEndpoints(around).map(({ name, host }) => toTarget(name, 'well-known', host, null, around)),
    ...(sandbox ? [toTarget('Sandbox engine', 'sandbox', sandbox, null, around)] : []),
  ];
}

const defaultTarget = (around: Surroundings) =>
  toTarget(DEFAULT_CONTEXT, 'default', defaultHost(around.platform), null, around);

const ofContext = ({ name, host, tls }: DockerContext, around: Surroundings) =>
  toTarget(name, 'context', host, tls, around);

function toTarget(
  name: string,
  source: Source,
  text: string,
  tls: EndpointTls | null,
  around: Surroundings,
): EngineTarget {
  const completed = completeHost(text, tls !== null, around.platform);
  const host = 'host' in completed ? completed.host : redact(text);
  // TLS is for TCP alone: sockets and ssh have their own ways to keep others out.
  const used = host.startsWith('tcp://') ? tls : null;
  return {
    endpoint: { id: idOf(host, used), name, source, host, tls: used !== null, cliChoice: false },
    tls: used,
    problem:
      'problem' in completed
        ? codedError('bad-input', completed.problem, { params: { host, reason: 'bad-address' } }).appError
        : null,
  };
}

/** The command line's words for a context that is not in its store. */
function unknownContext(name: string): EngineTarget {
  const detail = `current context "${name}" is not found on the file system`;
  return {
    endpoint: {
      id: idOf(`context ${name}`, null),
      name,
      source: 'context',
      host: '',
      tls: false,
      cliChoice: false,
    },
    tls: null,
    problem: codedError('not-found', detail, {
      params: { context: name, name },
      why: 'context-missing',
      next: [{ step: 'choose-engine' }],
    }).appError,
  };
}

/** Stable over restarts: an engine's saved list is found again by it. */
function idOf(host: string, tls: EndpointTls | null): string {
  const folder = tls === null ? '' : (tls.certFile ?? tls.caFile ?? '');
  return sha256(`${host}\n${folder}`).slice(0, 12);
}

/** First come, first kept; sockets that are links to one another are one engine. */
function uniqueTargets(targets: EngineTarget[], { files }: Surroundings): EngineTarget[] {
  const seen = new Set<string>();
  return targets.filter(({ endpoint: { id, host } }) => {
    const key = host.startsWith('unix://') ? files.real(host.slice('unix://'.length)) : id;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
