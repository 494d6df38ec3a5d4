import { describe, expect, it } from 'vitest';
import { adviseDockerfile } from '../../../electron/core/dockerfile/advice/advise-dockerfile';

/** `LINE code`, 1-based, of everything that is advised. */
const advice = (text: string) => adviseDockerfile(text).map(({ from, code }) => `${from.line + 1} ${code}`);

describe('advice about a Dockerfile', () => {
  it('asks for versions of bases, not of stages, digests, scratch or variables', () => {
    const text = [
      'ARG BASE=debian:12',
      'FROM node AS build',
      'FROM debian:latest',
      'FROM debian:12',
      'FROM scratch',
      'FROM build',
      '# eslint',
      'FROM $BASE',
      `FROM debian@sha256:${'a'.repeat(64)}`,
    ].join('\n');
    expect(advice(text)).toEqual(['2 latest-base', '3 latest-base']);
  });

  it('finds packages whose lists stay in the layer', () => {
    expect(advice('FROM a:1\nRUN apt-get update && \\\n    apt-get -y install curl\n')).toEqual([
      '2 apt-not-cleaned',
    ]);
    expect(
      advice('FROM a:1\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n'),
    ).toEqual([]);
    expect(
      advice('FROM a:1\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y x\n'),
    ).toEqual([]);
    expect(advice('FROM a:1\nRUN <<EOF\napt-get update\napt-get install x\nEOF\n')).toEqual([
      '2 apt-not-cleaned',
    ]);
    expect(advice('FROM a:1\nRUN apt-get update\n')).toEqual(['2 apt-update-alone']);
    expect(advice('FROM a:1\nRUN apk add curl\nRUN apk add --no-cache curl\n')).toEqual(['2 apk-cache-kept']);
    expect(advice('FROM a:1\nRUN pip install flask\nRUN pip3 install --no-cache-dir x\n')).toEqual([
      '2 pip-cache-kept',
    ]);
  });

  it('says which lists to copy first, where everything is copied before an install', () => {
    const before = adviseDockerfile('FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n');
    expect(before).toMatchObject([
      { code: 'copy-before-install', params: { tool: 'npm', lists: 'package.json package-lock.json' } },
    ]);
    expect(advice('FROM node:22\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n')).toEqual([]);
    expect(advice('FROM node:22\nCOPY . /a\nRUN <<E\nnpm ci --foo\nE\n')).toEqual(['2 copy-before-install']);
    expect(advice('FROM node:22\nCOPY --from=a . .\nRUN npm ci\n')).toEqual([]);
    expect(advice('FROM node:22\nCOPY . .\nRUN npm install -g npm\nRUN npm install left-pad\n')).toEqual([]);
  });

  it('finds secrets in ARG and ENV by their names', () => {
    const text =
      'FROM a:1\nARG NPM_TOKEN\nENV DB_PASSWORD=x KEY_FILE=/k\nENV API_KEY=""\nARG TOKENIZER\nARG PASSWORD_FILE=/x\n';
    expect(advice(text)).toEqual(['2 secret-in-arg', '3 secret-in-env']);
  });

  it('wants exec form, COPY for plain files, and USER and HEALTHCHECK for a service', () => {
    expect(advice('FROM a:1\nUSER x\nENTRYPOINT node x\nCMD run\n')).toEqual([
      '3 shell-form-entrypoint',
      '4 shell-form-cmd',
    ]);
    expect(
      advice('FROM a:1\nADD a.txt /\nADD a.tar.gz /\nADD https://example.com/a /\nADD ["b c", "/"]\n'),
    ).toEqual(['2 add-instead-of-copy', '5 add-instead-of-copy']);
    expect(advice('FROM a:1\nEXPOSE 80\nCMD ["x"]\n')).toEqual(['1 no-user', '1 no-healthcheck']);
    expect(advice('FROM a:1 AS b\nEXPOSE 80\nFROM a:1\nUSER 1\nCMD ["x"]\n')).toEqual([]);
  });

  it('says nothing of an empty or broken file', () => {
    expect(advice('')).toEqual([]);
    expect(advice('\u0000\n<<EOF\nRUN\nFROM\nCOPY\nENV =\n')).toEqual([]);
  });
});
