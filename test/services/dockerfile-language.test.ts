import https from 'node:https';
import { describe, expect, it, vi } from 'vitest';
import {
  checkDockerfile,
  completeDockerfile,
  hoverDockerfile,
} from '../../electron/services/build/dockerfile-language';

const found = (text: string) =>
  checkDockerfile(text)
    .filter(({ source }) => source === 'syntax')
    .map(({ from, code, params }) => `${from.line + 1} ${code} ${params.value} ${params.other}`.trimEnd());

describe('the Dockerfile language', () => {
  it.each([
    ['RUNN x', '2 unknown-instruction RUNN'],
    ['run x', '2 casing-instruction'],
    ['MAINTAINER me', '2 deprecated-maintainer'],
    ['EXPOSE abc', '2 invalid-port abc'],
    ['COPY --what=1 a b', '2 unknown-copy-flag what'],
    ['COPY a', '2 argument-requires-at-least-two COPY'],
    ['COPY a b c', '2 invalid-destination COPY'],
    ['ENV a', '2 argument-requires-two ENV'],
    ['ENV a="b', '2 syntax-missing-double-quote "b'],
    ['WORKDIR x', '2 workdir-is-not-absolute'],
    ['HEALTHCHECK --interval=1x CMD a', '2 flag-unknown-unit x 1x'],
    ['HEALTHCHECK --retries=0 CMD a', '2 flag-at-least-one --retries 0'],
    ['HEALTHCHECK FOO', '2 unknown-type FOO'],
    ['COPY --link=x a b', '2 flag-expected-boolean-value link x'],
    ['FROM b AS 1', '2 invalid-build-stage-name 1'],
    ["CMD ['a']", '2 json-in-single-quotes'],
    ['STOPSIGNAL x', '2 invalid-signal x'],
    ['ONBUILD FROM a', '2 onbuild-trigger-disallowed FROM'],
    ['RUN a \\\n\n b', '3 empty-continuation-line'],
    [`EXPOSE $${'{a:x}'}`, `2 unsupported-modifier $${'{a:x}'} x`],
    ['FROM $NONE', '2 base-name-empty $NONE'],
  ])('names what is wrong with %s', (line, problem) => {
    expect(found(`FROM debian:12\n${line}\n`)).toEqual([problem]);
  });

  it('lists problems in the order of the text, with advice among them', () => {
    const text = 'FROM debian\nRUNN x\nENTRYPOINT x\nUSER 1\n';
    expect(checkDockerfile(text).map(({ source, severity }) => `${source} ${severity}`)).toEqual([
      'advice warning',
      'syntax error',
      'advice warning',
    ]);
  });

  it('completes instructions and stage names, and asks nobody for tags', async () => {
    const at = async (text: string, line: number) =>
      (await completeDockerfile(text, { line, character: text.split('\n')[line]?.length ?? 0 })).map(
        ({ insert }) => insert,
      );
    expect(await at('FROM a:1\nHEAL', 1)).toContain('HEALTHCHECK CMD');
    expect(await at('FROM a:1 AS build\nFROM b:1\nCOPY --from=', 2)).toContain('build');
    const asked = vi.spyOn(https, 'get');
    expect(await at('FROM debian:', 0)).toEqual([]);
    expect(await at('FROM --platform=linux/arm64 debian:1', 0)).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
  });

  it('explains the word under the pointer', () => {
    expect(hoverDockerfile('FROM a:1\nCOPY a b\n', { line: 1, character: 2 })).toContain('Copy files');
    expect(hoverDockerfile('FROM a:1\nRUN x\n', { line: 1, character: 5 })).toBe('');
  });
});
