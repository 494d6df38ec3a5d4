import { describe, expect, it } from 'vitest';
import { EngineHttpError, StreamError, toCodedError } from '../../electron/engine/engine-error';

const registry = { reference: 'reg:5000/x:1', server: 'reg:5000' };
const codeOf = (status: number, message: string, context = {}) =>
  toCodedError(new EngineHttpError(status, message), context).appError.code;
const inStream = (message: string, context = {}) =>
  toCodedError(new StreamError(message, 0), context).appError.code;

describe('answers of Engine 20.10 (graph driver) about a registry', () => {
  it.each([
    [500, 'Head "https://172.31.202.1:5000/v2/x/manifests/1": no basic auth credentials', 'unauthorised'],
    [500, 'unauthorized: authentication required', 'unauthorised'],
    [
      500,
      'error parsing HTTP 403 response body: invalid character \'w\' looking for beginning of value: "words"',
      'denied',
    ],
    [
      404,
      "pull access denied for nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      'denied',
    ],
    [404, 'manifest for reg:5000/x:1 not found: manifest unknown: manifest unknown', 'not-found'],
    [500, 'error parsing HTTP 404 response body: invalid character \'w\': "words of 404"', 'not-found'],
    [404, 'no matching manifest for linux/arm64/v8 in the manifest list entries', 'not-found'],
    [
      500,
      'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
      'rate-limited',
    ],
    [500, 'error parsing HTTP 429 response body: invalid character \'w\': "words of 429"', 'rate-limited'],
    [500, 'error parsing HTTP 409 response body: invalid character \'w\': "words of 409"', 'registry-error'],
    [500, 'received unexpected HTTP status: 500 Internal Server Error', 'registry-error'],
    [500, 'received unexpected HTTP status: 503 Service Unavailable', 'registry-error'],
    [500, 'missing signature key', 'registry-error'],
    [500, 'Unexpected status code 500', 'registry-error'],
    [500, 'Get "https://reg:5000/v2/": x509: certificate signed by unknown authority', 'tls-failure'],
    [500, 'Get "https://reg:5000/v2/": http: server gave HTTP response to HTTPS client', 'tls-failure'],
    [500, 'Get "http://127.0.0.1:9/v2/": dial tcp 127.0.0.1:9: connect: connection refused', 'network-down'],
    [
      500,
      'Get "https://nowhere.invalid/v2/": dial tcp: lookup nowhere.invalid on 10.0.0.1:53: no such host',
      'network-down',
    ],
    [500, 'Get "https://reg:5000/v2/": net/http: TLS handshake timeout', 'network-down'],
    [
      500,
      'Get "https://reg:5000/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      'network-down',
    ],
    [400, 'invalid reference format: repository name must be lowercase', 'bad-reference'],
    [400, 'invalid tag format', 'bad-reference'],
    [400, '"foo/bar/x/y": cannot parse platform specifier: invalid argument', 'bad-input'],
  ])('%i %s -> %s', (status, message, code) => {
    expect(codeOf(status, message, registry)).toBe(code);
  });
});

describe('answers of Engine 28 (containerd store) about a registry', () => {
  it.each([
    [
      500,
      'failed to resolve reference "reg:5000/x:1": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
      'unauthorised',
    ],
    [
      500,
      'unknown: failed to resolve reference "reg:5000/x:1": unexpected status from HEAD request to https://reg:5000/v2/x/manifests/1: 401 Unauthorized',
      'unauthorised',
    ],
    [
      500,
      'unknown: failed to resolve reference "reg:5000/x:1": unexpected status from HEAD request to http://reg:5000/v2/x/manifests/1: 403 Forbidden',
      'denied',
    ],
    [
      404,
      'failed to resolve reference "docker.io/me/nope:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      'denied',
    ],
    [404, 'failed to resolve reference "reg:5000/x:1": reg:5000/x:1: not found', 'not-found'],
    [
      500,
      'unknown: failed to resolve reference "reg:5000/x:1": unexpected status from HEAD request to http://reg:5000/v2/x/manifests/1: 429 Too Many Requests',
      'rate-limited',
    ],
    [
      500,
      'unknown: failed to resolve reference "reg:5000/x:1": unexpected status from HEAD request to http://reg:5000/v2/x/manifests/1: 500 Internal Server Error',
      'registry-error',
    ],
    [
      501,
      'failed to resolve reference "reg:5000/x:1": not implemented: media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.0, please rebuild the image',
      'registry-error',
    ],
    [
      500,
      'failed to resolve reference "reg:5000/x:1": failed to do request: Head "https://reg:5000/v2/x/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'tls-failure',
    ],
    [
      500,
      'failed to resolve reference "reg:9/x:1": failed to do request: Head "https://reg:9/v2/x/manifests/1": dial tcp 127.0.0.1:9: connect: connection refused',
      'network-down',
    ],
    [400, 'invalid reference format: repository name (library/UPPER) must be lowercase', 'bad-reference'],
    [
      400,
      'invalid registry endpoint "http://127.0.0.1:9/v1/". HTTPS attempt: Get "https://127.0.0.1:9/v1/_ping": dial tcp 127.0.0.1:9: connect: connection refused.',
      'network-down',
    ],
  ])('%i %s -> %s', (status, message, code) => {
    expect(codeOf(status, message, registry)).toBe(code);
  });
});

describe('errors inside a stream that began well', () => {
  it.each([
    ['no basic auth credentials', 'unauthorised'],
    ['denied: requested access to the resource is denied', 'denied'],
    [
      'push access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
      'unauthorised',
    ],
    [
      'unknown: unexpected status from POST request to http://reg:5000/v2/x/blobs/uploads/: 404 Not Found',
      'not-found',
    ],
    ['An image does not exist locally with the tag: absent', 'not-found'],
    ['tag does not exist: absent:1', 'not-found'],
    ['failed to register layer: write /big: no space left on device', 'no-space'],
    ['read tcp 127.0.0.1:1->127.0.0.1:2: read: connection reset by peer', 'network-down'],
    ['unexpected EOF', 'network-down'],
    ['context canceled', 'engine-lost'],
    ['words nobody has heard', 'registry-error'],
  ])('push: %s -> %s', (message, code) => {
    expect(inStream(message, registry)).toBe(code);
  });

  it.each([
    ['Error processing tar file(exit status 1): archive/tar: invalid tar header', 'bad-archive'],
    ['open /run/data/tmp/docker-import-195803709/repositories: no such file or directory', 'bad-archive'],
    ['unrecognized image format', 'bad-archive'],
    ['Error processing tar file(exit status 1): write /x: no space left on device', 'no-space'],
    ['words nobody has heard', 'engine-error'],
  ])('load: %s -> %s', (message, code) => {
    expect(inStream(message)).toBe(code);
  });
});
