import { describe, expect, it } from 'vitest';
import { readChanges } from '../../../renderer/features/operations/change-lines';
import { fileName, pathProblem } from '../../../renderer/features/operations/file-path';
import {
  matchingTags,
  searchTermOf,
  splitReference,
  tagsOf,
  withoutTag,
} from '../../../renderer/features/operations/pull/reference-text';

describe('a half-written reference', () => {
  it.each([
    ['nginx', 'nginx', null],
    ['nginx:', 'nginx', ''],
    ['nginx:1.2', 'nginx', '1.2'],
    ['localhost:5000/app', 'localhost:5000/app', null],
    ['localhost:5000/app:2', 'localhost:5000/app', '2'],
    [' team/app ', 'team/app', null],
    ['app@sha256:12', 'app@sha256:12', null],
  ])('%s has the repository %s and the tag %s', (text, repository, tag) => {
    expect(splitReference(text)).toEqual({ repository, tag });
  });

  it.each([
    ['', null],
    ['n', null],
    ['ng', 'ng'],
    ['localhost:5000/', null],
    ['localhost:5000/a', null],
    ['localhost:5000/ap', 'localhost:5000/ap'],
    ['nginx:1', null],
    ['-nginx', null],
    ['not a name', null],
  ])('%s asks registries for %s', (text, term) => {
    expect(searchTermOf(text)).toBe(term);
  });

  it('asks for tags once a tag was begun', () => {
    expect(tagsOf('nginx')).toBeNull();
    expect(tagsOf('nginx:')).toBe('nginx');
    expect(tagsOf(':1')).toBeNull();
  });

  it('puts tags that begin as written before those that contain it', () => {
    expect(matchingTags(['3.1', '1.3', '1.30', '2'], '1.3')).toEqual(['1.3', '1.30']);
    expect(matchingTags(['slim-1', '1-slim', '1'], '1')).toEqual(['1-slim', '1', 'slim-1']);
  });

  it('loses its tag for "all tags"', () => {
    expect(withoutTag('localhost:5000/app:latest', 'latest')).toBe('localhost:5000/app');
    expect(withoutTag('nginx', '')).toBe('nginx');
  });
});

describe('Dockerfile changes', () => {
  it('are read one a line, without blanks and comments', () => {
    const text = '\n# mode\n ENV MODE=production \ncmd ["/bin/app"]\n';
    expect(readChanges(text)).toEqual({
      changes: ['ENV MODE=production', 'cmd ["/bin/app"]'],
      problem: null,
    });
  });

  it.each([
    ['RUN make', 1],
    ['ENV A=1\n\nCOPY a b', 3],
    ['CMD', 1],
    ['ENVIRONMENT x', 1],
  ])('%o has its first problem in line %i', (text, line) => {
    expect(readChanges(text).problem?.line).toBe(line);
  });
});

describe('a file path', () => {
  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['images.tar', 'not-full'],
    ['~/images.tar', 'not-full'],
    ['./images.tar', 'not-full'],
    ['/tmp/', 'folder'],
    ['C:\\', 'folder'],
    ['/tmp/images.tar', null],
    ['C:\\images.tar', null],
    ['\\\\nas\\share\\images.tar', null],
  ])('%o breaks the rule %s', (path, rule) => {
    expect(pathProblem(path)).toBe(rule);
  });

  it('has a name at its end', () => {
    expect(fileName('/tmp/a b.tar')).toBe('a b.tar');
    expect(fileName('C:\\x\\y.tar')).toBe('y.tar');
    expect(fileName('y.tar')).toBe('y.tar');
  });
});
