import { describe, expect, it } from 'vitest';
import { codedError } from '../../electron/core/coded-error';
import { EngineHttpError, StreamError, toCodedError, withContext } from '../../electron/engine/engine-error';

const registry = { reference: 'reg:5000/x:1', server: 'reg:5000' };
const codeOf = (status: number, message: string, context = {}) =>
  toCodedError(new EngineHttpError(status, message), context).appError.code;

describe('answers about what is on the engine', () => {
  it.each([
    [404, 'No such image: absent:latest', 'not-found'],
    [404, 'no such image: absent: No such image: absent:latest', 'not-found'],
    [404, 'No such container: absent', 'not-found'],
    [404, 'absent: image not known', 'not-found'],
    [500, 'invalid reference format: repository name must be lowercase', 'bad-reference'],
    [400, 'refusing to create an ambiguous tag using digest algorithm as name', 'bad-reference'],
    [400, 'run is not a valid change command', 'bad-input'],
    [400, 'client version 1.99 is too new. Maximum supported API version is 1.41', 'unknown-api'],
    [
      400,
      'client version 1.41 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version',
      'unknown-api',
    ],
    [
      409,
      'Conflict. The container name "/x" is already in use by container "4f". You have to remove it.',
      'name-conflict',
    ],
    [500, 'Error processing tar file(exit status 1): archive/tar: invalid tar header', 'bad-archive'],
    [400, 'Client sent an HTTP request to an HTTPS server.', 'tls-failure'],
    [404, 'page not found', 'unsupported'],
    [401, '', 'unauthorised'],
    [403, '', 'denied'],
    [404, '', 'not-found'],
    [409, '', 'name-conflict'],
    [429, '', 'rate-limited'],
    [500, '', 'engine-error'],
    [503, '', 'engine-unreachable'],
  ])('%i %s -> %s', (status, message, code) => {
    expect(codeOf(status, message)).toBe(code);
  });
});

describe('a step of a build that failed', () => {
  it.each([
    "The command '/bin/sh -c curl reg/unauthorized && false' returned a non-zero code: 1",
    'failed to solve: process "/bin/sh -c echo no such image && false" did not complete successfully: exit code: 1',
    'executor failed running [/bin/sh -c echo denied: && false]: exit code: 1',
  ])('says nothing by the words of its command: %s', (message) => {
    expect(codeOf(0, message)).toBe('engine-error');
  });

  it('is judged anew once it is known what it was about', () => {
    const message =
      'unexpected status from HEAD request to https://reg:5000/v2/x/manifests/1: 401 Unauthorized';
    const before = toCodedError(new StreamError(message, 0));
    expect(before.appError.code).toBe('engine-error');
    expect(withContext(before, registry).appError).toMatchObject({
      code: 'unauthorised',
      params: registry,
      next: [{ step: 'sign-in', server: 'reg:5000' }],
    });
    const own = codedError('file-unreadable', message);
    expect(withContext(own, registry)).toBe(own);
  });
});

describe('an image that cannot go', () => {
  const refusal = (message: string) =>
    toCodedError(new EngineHttpError(409, message), { reference: 'base:1', imageId: 'sha256:b5' }).appError;

  it.each([
    [
      'conflict: unable to delete b56cddb5bf27 (cannot be forced) - image is being used by running container 2f78b8288c0b',
      { reason: 'running-container', containers: '2f78b8288c0b' },
      ['show-containers'],
    ],
    [
      'conflict: unable to delete 28b8402e5a6d (must be forced) - image is being used by stopped container f03239c365d7',
      { reason: 'stopped-container', containers: 'f03239c365d7' },
      ['show-containers', 'force'],
    ],
    [
      'conflict: unable to remove repository reference "base:1" (must force) - container 2f78b8288c0b is using its referenced image b56cddb5bf27',
      { reason: 'stopped-container', containers: '2f78b8288c0b' },
      ['show-containers', 'force'],
    ],
    [
      'conflict: unable to delete base:1 (must be forced) - container 3d368ec64f54 is using its referenced image 7a240dc128ad',
      { reason: 'stopped-container', containers: '3d368ec64f54' },
      ['show-containers', 'force'],
    ],
    [
      'image used by 8a7fdc12: image is in use by a container: consider listing external containers and force-removing image',
      { reason: 'stopped-container', containers: '8a7fdc12' },
      ['show-containers', 'force'],
    ],
    [
      'conflict: unable to delete 28b8402e5a6d (must be forced) - image is referenced in multiple repositories',
      { reason: 'several-references' },
      ['force'],
    ],
    [
      'conflict: unable to delete 51e7 (cannot be forced) - image has dependent child images',
      { reason: 'has-children' },
      [],
    ],
  ])('%s', (message, params, steps) => {
    const error = refusal(message);
    expect(error).toMatchObject({ code: 'image-in-use', params: { reference: 'base:1', ...params } });
    expect(error.next.map(({ step }) => step)).toEqual(steps);
  });
});

describe('failures of the connection to the engine', () => {
  const failure = (code: string) =>
    toCodedError(Object.assign(new Error('told by Node'), { code }), { host: 'unix:///x.sock' }).appError;

  it.each([
    ['ENOENT', 'missing'],
    ['ECONNREFUSED', 'refused'],
    ['EACCES', 'permission'],
    ['ENOTFOUND', 'unknown-host'],
    ['EHOSTUNREACH', 'no-route'],
    ['ETIMEDOUT', 'timeout'],
    ['ESSH', 'ssh'],
  ])('%s: the engine is out of reach, %s', (code, reason) => {
    expect(failure(code)).toMatchObject({
      code: 'engine-unreachable',
      params: { host: 'unix:///x.sock', reason },
      next: [{ step: 'retry' }, { step: 'choose-engine' }],
    });
  });

  it.each(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])('%s: the engine is lost', (code) => {
    expect(failure(code).code).toBe('engine-lost');
  });

  it.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED', 'EPROTO'])(
    '%s: no secure connection',
    (code) => {
      expect(failure(code)).toMatchObject({ code: 'tls-failure', params: { server: 'unix:///x.sock' } });
    },
  );

  it('an answer that is no HTTP is a bad response', () => {
    expect(failure('HPE_INVALID_CONSTANT').code).toBe('bad-response');
  });
});

describe('what a person can do next', () => {
  const steps = (message: string, context = {}) =>
    toCodedError(new StreamError(message, 0), context).appError.next;

  it('is signing in at the registry that refused', () => {
    expect(steps('no basic auth credentials', registry)).toEqual([{ step: 'sign-in', server: 'reg:5000' }]);
  });

  it('is signing in for a higher limit, or trying again', () => {
    expect(steps('toomanyrequests: slow down', registry)).toEqual([
      { step: 'sign-in', server: 'reg:5000' },
      { step: 'retry' },
    ]);
  });

  it('is making space', () => {
    expect(steps('no space left on device')).toEqual([{ step: 'prune' }, { step: 'retry' }]);
  });
});

describe('any error', () => {
  it('keeps its code when it already has one', () => {
    const error = codedError('bad-archive', 'x');
    expect(toCodedError(error)).toBe(error);
  });

  it('is internal when nobody knows it', () => {
    expect(toCodedError(new TypeError('oops')).appError).toMatchObject({ code: 'internal', detail: 'oops' });
    expect(toCodedError('oops').appError).toMatchObject({ code: 'internal', detail: 'oops' });
  });

  it('tells no secrets', () => {
    const message =
      'Get "https://ann:hunter22@reg:5000/v2/": Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.abc denied';
    const { detail } = toCodedError(new EngineHttpError(500, message), registry).appError;
    expect(detail).not.toMatch(/hunter22|eyJhbGci/);
  });
});
