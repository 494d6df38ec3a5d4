import { describe, expect, it } from 'vitest';
import type { BuildStep } from '../../../electron/contract';
import { failureHelp } from '../../../electron/core/build/failure-help';
import { locateStep } from '../../../electron/core/build/locate-step';

const step = (text: string, place = ''): BuildStep => ({
  id: '1',
  stage: '',
  place,
  text,
  inputs: [],
  state: 'failed',
  startedAt: null,
  endedAt: null,
  current: null,
  total: null,
  error: '',
  hasLog: true,
});

const RECIPE = `# a comment
FROM debian:12 AS base
ARG WHO=world
RUN apt-get update && \\
    # with a comment inside
    apt-get install -y curl
COPY $WHO/a /a
COPY b /b
RUN <<EOF
make
EOF
`;

describe('where a failed step stands', () => {
  it('counts instructions with the classic builder', () => {
    expect(locateStep(RECIPE, step('RUN anything', '3/6'), 'classic')).toEqual({ from: 3, to: 5 });
  });

  it('finds the text with BuildKit, whatever its lines and variables were', () => {
    expect(locateStep(RECIPE, step('RUN apt-get update &&     apt-get install -y curl'), 'buildkit')).toEqual(
      {
        from: 3,
        to: 5,
      },
    );
    expect(locateStep(RECIPE, step('COPY world/a /a'), 'buildkit')).toEqual({ from: 6, to: 6 });
    expect(locateStep(RECIPE, step('COPY b /b'), 'buildkit')).toEqual({ from: 7, to: 7 });
    expect(locateStep(RECIPE, step('RUN <<EOF\nmake\nEOF'), 'buildkit')).toEqual({ from: 8, to: 10 });
  });

  it('says nothing of steps that stand in no Dockerfile', () => {
    expect(locateStep(RECIPE, step('load .dockerignore'), 'buildkit')).toBeNull();
    expect(locateStep('', step('RUN x', '2/3'), 'classic')).toBeNull();
  });
});

describe('what usually helps', () => {
  const help = (text: string, said: string) => failureHelp({ text, said, ignoredBy: () => null });

  it.each([
    ['RUN foo', '/bin/sh: 1: foo: not found', 'command-not-found', { command: 'foo' }],
    ['RUN foo', '/bin/sh: foo: not found', 'command-not-found', { command: 'foo' }],
    ['RUN foo', 'bash: line 1: foo: command not found', 'command-not-found', { command: 'foo' }],
    ['RUN foo', 'did not complete successfully: exit code: 127', 'command-not-found', { command: '' }],
    ['RUN apt-get update', "Temporary failure resolving 'deb.debian.org'", 'no-network', { command: '' }],
    ['RUN wget x', "wget: bad address 'x'", 'no-network', { command: '' }],
    ['RUN dd', 'write /x: no space left on device', 'no-space', { command: '' }],
    ['RUN touch /x', 'touch: /x: Permission denied', 'permission-denied', { command: '' }],
    [
      'RUN node x',
      'process "/bin/sh -c node x" did not complete successfully: exit code: 137',
      'out-of-memory',
      {
        command: '',
      },
    ],
    [
      'FROM nope:1',
      'pull access denied for nope, repository does not exist',
      'base-unauthorised',
      { command: '' },
    ],
    ['FROM debian:0', 'manifest for debian:0 not found: manifest unknown', 'base-not-found', { command: '' }],
    [
      'load metadata for docker.io/library/debian:0',
      'docker.io/library/debian:0: not found',
      'base-not-found',
      {
        command: '',
      },
    ],
    [
      'FROM nope:1',
      'Head "https://r:5000/v2/": no basic auth credentials',
      'base-unauthorised',
      { command: '' },
    ],
    ['RUN git', 'no SSH key "" forwarded from the client', 'ssh-not-given', { command: '' }],
    ['RUN cat', 'failed to solve: secret key: not found', 'secret-not-given', { secret: 'key' }],
    ['RUN cat', 'secret key not found: not found', 'secret-not-given', { secret: 'key' }],
    ['RUN x', 'exec /bin/sh: exec format error', 'wrong-platform', { command: '' }],
    ['RUN false', 'exit code: 1', 'other', {}],
  ])('knows %s, %s', (text, said, expected, params) => {
    expect(help(text, said)).toEqual({ help: expected, params });
  });

  it.each([
    'failed to compute cache key: failed to calculate checksum of ref x::y: "/dist/app": not found',
    'failed to compute cache key: "/dist/app" not found: not found',
    'COPY failed: file not found in build context or excluded by .dockerignore: stat dist/app: file does not exist',
  ])('tells a source that is left out from one that is not there: %s', (said) => {
    const by = { file: '.dockerignore', line: 3, pattern: 'dist' };
    expect(help('COPY dist/app /app', said)).toMatchObject({ help: 'source-missing' });
    const ignored = failureHelp({
      text: 'COPY dist/app /app',
      said,
      ignoredBy: (path) => (path === 'dist/app' ? by : null),
    });
    expect(ignored).toMatchObject({ help: 'source-ignored', params: { line: '3', pattern: 'dist' } });
  });
});
