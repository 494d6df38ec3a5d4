import type { ErrorCode } from '../contract';
import type { ErrorContext, Match } from './error-context';

interface Rule {
  pattern: RegExp;
  match: (found: RegExpMatchArray, context: ErrorContext) => Match;
}

const always = (code: ErrorCode) => (): Match => ({ code });

/** A refusal that only a registry can give; without one it is the engine's own. */
const ofRegistry =
  (code: ErrorCode) =>
  (_: RegExpMatchArray, { server }: ErrorContext): Match => ({
    code: server === undefined ? 'engine-error' : code,
  });

/**
 * Engines pass on the words of registries, kernels and Go's libraries and seldom a fitting status, so the
 * words decide. First match wins: what is specific stands above what other messages may also contain.
 */
const rules: Rule[] = [
  // A step of a build that failed: the sentence quotes its command, whose words say nothing about the engine.
  {
    pattern:
      /^The command '.*' returned a non-zero code: \d+|\bprocess ".*" did not complete successfully: exit code|^executor failed running \[.*\]: exit code/s,
    match: always('engine-error'),
  },
  { pattern: /no space left on device|disk quota exceeded|not enough space/i, match: always('no-space') },
  {
    pattern:
      /client version [\d.]+ is too (?:new|old)|API version .* is (?:too|not supported)|minimum supported API version/i,
    match: always('unknown-api'),
  },
  {
    pattern: /toomanyrequests|too many requests|rate limit/i,
    match: always('rate-limited'),
  },

  // Removal: moby daemon/images/image_delete.go and daemon/containerd/image_delete.go.
  {
    pattern: /image is being used by running container (\w+)/i,
    match: ([, container]) => inUse('running-container', container, false),
  },
  {
    pattern: /image is being used by stopped container (\w+)/i,
    match: ([, container]) => inUse('stopped-container', container, true),
  },
  {
    pattern: /container (\w+) is using its referenced image/i,
    match: ([, container]) => inUse('stopped-container', container, true),
  },
  {
    // Podman names the container first, `image used by 8c…: image is in use by a container`.
    pattern: /image used by (\w+)|image is in use by a container/i,
    match: ([, container]) => inUse('stopped-container', container, true),
  },
  {
    pattern: /image is referenced in multiple repositories|more than one (?:name|tag)/i,
    match: () => inUse('several-references', undefined, true),
  },
  {
    pattern: /image has dependent child images|image has children|dependent children/i,
    match: () => inUse('has-children', undefined, false),
  },

  // References: github.com/distribution/reference, and what engines add.
  {
    pattern:
      /invalid reference format|invalid tag format|invalid repository name|repository name must be lowercase|refusing to create (?:a tag with a digest reference|an ambiguous tag)|cannot specify 64-byte hexadecimal strings|error parsing reference|invalid image reference/i,
    match: always('bad-reference'),
  },

  // Starting a container: runc's words through moby, before what else says that something is not there.
  {
    pattern:
      /exec: \\?"([^"\\]*)\\?": (?:executable file not found|stat \S+: no such file|permission denied|is a directory)/i,
    match: ([, command]) => ({ code: 'command-not-found', params: { command: command ?? '' } }),
  },
  { pattern: /no command specified/i, match: always('command-not-found') },
  { pattern: /unable to find (?:user|group) /i, match: always('bad-input') },
  {
    pattern:
      /Bind for \S*?:(\d+) failed: port is already allocated|listen \w+ \S*?:(\d+): bind: address already in use/i,
    match: ([, allocated, taken]) => ({ code: 'port-in-use', params: { port: allocated ?? taken ?? '' } }),
  },

  // TLS, before the network: the message holds the failing request either way.
  {
    pattern:
      /x509:|\btls: |certificate (?:signed by unknown authority|has expired|is not trusted)|server gave HTTP response to HTTPS client|HTTP request to an HTTPS server|first record does not look like a TLS handshake|certificate verify failed/i,
    match: always('tls-failure'),
  },

  // What the engine looked for and does not have itself.
  {
    pattern:
      /no such (?:image|container|object)|image does not exist locally|tag does not exist|reference does not exist|image not known|unable to find .* in (?:local storage|repotags)|no container with name or ID/i,
    match: always('not-found'),
  },

  {
    // A registry's status, as moby (`received unexpected HTTP status: …`, `error parsing HTTP 403 response body`,
    // `Unexpected status code …`) and containerd (`unexpected status from HEAD request to …: …`) pass it on.
    pattern: /(?:HTTP status:|error parsing HTTP|status code|unexpected status from .*:) (\d{3})\b/i,
    match: ([, status], context) => codeOfRegistryStatus(Number(status), context),
  },

  // Registries' words. `pull access denied … may require 'docker login'` also stands for a repository that is not there.
  {
    pattern:
      /no basic auth credentials|unauthorized|authentication required|incorrect username or password|authorization status: 401/i,
    match: always('unauthorised'),
  },
  {
    pattern:
      /access denied|access to the resource is denied|\bdenied:|insufficient_scope|authorization failed/i,
    match: always('denied'),
  },
  {
    pattern:
      /no such host|connection refused|connection reset|broken pipe|network is unreachable|no route to host|i\/o timeout|handshake timeout|Client\.Timeout|deadline exceeded|server misbehaving|unexpected EOF|: EOF|proxyconnect|temporary failure in name resolution|request canceled while waiting|use of closed network connection/i,
    match: ofRegistry('network-down'),
  },
  // containerd cannot read the manifest that it was given, and asks for the parts of it in vain.
  { pattern: /could not fetch content descriptor .* not found/i, match: always('registry-error') },
  {
    pattern:
      /manifest unknown|manifest for \S+ not found|name unknown|repository name not known|no matching manifest|does not match the specified platform|does not provide the specified platform|failed to resolve (?:reference|source metadata) .*: not found|failed to create LLB definition: \S+: not found|reading manifest|blob unknown/i,
    match: always('not-found'),
  },
  {
    pattern:
      /invalid tar header|error processing tar|unrecognized image format|manifest\.json|\/repositories: no such file|archive\/tar|not (?:a|an) (?:tar|oci)|unrecognized archive|invalid archive|payload does not match any of the supported image formats|docker-import-\d+/i,
    match: always('bad-archive'),
  },
  {
    pattern:
      /not a valid change command|dockerfile parse error|unknown instruction|invalid (?:filter|platform|parameter)|is an invalid (?:os|platform)|unknown operating system or architecture/i,
    match: always('bad-input'),
  },
  {
    pattern: /not implemented: media type|no longer supported since containerd/i,
    match: always('registry-error'),
  },
  {
    pattern: /already in use by container|name .* is already in use/i,
    match: (_, { container }) => ({
      code: 'name-conflict',
      ...(container === undefined ? {} : { params: { reference: container } }),
    }),
  },
  { pattern: /context canceled|daemon is shutting down|server closed/i, match: always('engine-lost') },
  { pattern: /not (?:implemented|supported)|page not found/i, match: always('unsupported') },
];

/** The code of an engine's sentence; null when no rule knows it. */
export function codeOfMessage(message: string, context: ErrorContext): Match | null {
  for (const { pattern, match } of rules) {
    const found = message.match(pattern);
    if (found) return match(found, context);
  }
  return null;
}

const statuses: Record<number, ErrorCode> = {
  400: 'bad-input',
  401: 'unauthorised',
  403: 'denied',
  404: 'not-found',
  405: 'unsupported',
  408: 'timeout',
  409: 'name-conflict',
  413: 'no-space',
  429: 'rate-limited',
  // Names and values of a build are in the address: engines take about a megabyte.
  431: 'bad-input',
  501: 'unsupported',
  502: 'engine-unreachable',
  503: 'engine-unreachable',
  504: 'timeout',
  507: 'no-space',
};

/** What a registry's status means; only some say more than that the registry has a problem. */
function codeOfRegistryStatus(status: number, { server }: ErrorContext): Match {
  if (server === undefined) return { code: 'engine-error' };
  const known: Record<number, ErrorCode> = {
    401: 'unauthorised',
    403: 'denied',
    404: 'not-found',
    429: 'rate-limited',
  };
  return { code: known[status] ?? 'registry-error' };
}

/** The code of an HTTP status whose sentence says nothing. */
export const codeOfStatus = (status: number): Match => ({ code: statuses[status] ?? 'engine-error' });

function inUse(reason: string, container: string | undefined, force: boolean): Match {
  return {
    code: 'image-in-use',
    params: { reason, ...(container === undefined ? {} : { containers: container }) },
    force,
  };
}
