import { describe, expect, it } from 'vitest';
import {
  contextProblem,
  emptyForm,
  fillFrom,
  formOf,
  isComplete,
  specOf,
} from '../../renderer/features/build/build-form';
import { plainLog } from '../../renderer/format/plain-log';
import { record } from './build/sample-builds';

const context = {
  folder: '/src/shop',
  dockerfiles: ['Dockerfile'],
  dockerfile: 'Dockerfile',
  suggestedTag: 'shop:latest',
  kind: 'folder' as const,
  complete: true,
  ignoreLines: [],
  gitFolder: false,
  leaving: [],
  files: 1,
  bytes: 1,
  ignoredFiles: 0,
  ignoredBytes: 0,
  ignoreFile: '',
  largest: [],
  secrets: [],
  unsendable: [],
  stages: ['base', 'final'],
  buildArgs: [],
};

describe('the build form', () => {
  it('fills itself from a dropped folder', () => {
    expect(fillFrom(emptyForm, context)).toMatchObject({
      folder: '/src/shop',
      dockerfile: 'Dockerfile',
      tags: 'shop:latest',
      target: '',
    });
  });

  it('keeps the tag that was typed when the same folder is looked at again', () => {
    const typed = { ...fillFrom(emptyForm, context), tags: 'shop:dev', target: 'base' };
    expect(fillFrom(typed, context)).toMatchObject({ tags: 'shop:dev', target: 'base' });
  });

  it('keeps what was typed while the folder was being looked at', () => {
    const asked = { ...emptyForm, folder: '/src/shop' };
    const typed = { ...asked, dockerfile: 'other.Dockerfile', tags: 'mine:1' };
    expect(fillFrom(typed, context, asked)).toMatchObject({ dockerfile: 'other.Dockerfile', tags: 'mine:1' });
  });

  it('takes tag and arguments of a new folder, and forgets a stage that it does not have', () => {
    const typed = { ...fillFrom(emptyForm, context), tags: 'mine:1', target: 'base', buildArgs: { A: '1' } };
    const other = { ...context, folder: '/src/web', suggestedTag: 'web:latest', stages: [] };
    expect(fillFrom(typed, other)).toMatchObject({ tags: 'web:latest', target: '', buildArgs: {} });
  });

  it('asks for folder and Dockerfile before it starts', () => {
    expect(isComplete({ ...emptyForm, folder: '/src' })).toBe(false);
    expect(isComplete({ ...emptyForm, folder: '/src', dockerfile: 'Dockerfile' })).toBe(true);
  });

  it('sends every tag, and no argument that was left at its default', () => {
    const form = {
      ...emptyForm,
      folder: '/s',
      dockerfile: 'D',
      tags: ' a:1  b:2 ',
      buildArgs: { A: '', B: 'x' },
    };
    expect(specOf(form, '0123456789ab')).toMatchObject({ tags: ['a:1', 'b:2'], buildArgs: { B: 'x' } });
  });
});

describe('a log as text', () => {
  it('drops colours and keeps the last state of a line that was overwritten', () => {
    const esc = String.fromCharCode(27);
    expect(plainLog(`${esc}[31mred${esc}[0m\r\n10%\r50%\r100%\nend`)).toBe('red\n100%\nend');
  });
});

describe('further contexts', () => {
  const line = (key: number, name: string, source: string) => ({ key, name, source });

  it.each([
    ['', '', null],
    ['tools', '/srv/tools', null],
    ['alpine:3.20', 'docker-image://alpine:edge', null],
    ['site', 'https://host/shop.git#main', null],
    ['site', 'git@host:shop.git', null],
    ['win', 'C:\\work', null],
    ['', '/srv', 'name'],
    ['With Space', '/srv', 'name'],
    ['other', '/srv', 'twice'],
    ['tools', '', 'source'],
    ['tools', 'relative/path', 'source'],
    ['tools', 'docker-image://', 'source'],
  ])('named %j from %j: %s', (name, source, problem) => {
    const mine = line(1, name, source);
    expect(contextProblem(mine, [line(0, 'other', '/other'), mine])).toBe(problem);
  });

  const filled = { ...emptyForm, folder: '/src', dockerfile: 'Dockerfile' };
  const right = [line(0, ' tools ', ' /srv/tools '), line(1, '', '')];

  it('are sent without empty lines, and not to the classic builder', () => {
    expect(specOf({ ...filled, contexts: right }, 'e')).toMatchObject({
      contexts: [{ name: 'tools', source: '/srv/tools' }],
    });
    expect(specOf({ ...filled, contexts: right, builder: 'classic' }, 'e')).not.toHaveProperty('contexts');
    expect(specOf(filled, 'e')).not.toHaveProperty('contexts');
  });

  it('hold a build back while one of them is wrong', () => {
    expect(isComplete({ ...filled, contexts: right })).toBe(true);
    const wrong = [line(0, 'tools', 'here')];
    expect(isComplete({ ...filled, contexts: wrong })).toBe(false);
    expect(isComplete({ ...filled, contexts: wrong, builder: 'classic' })).toBe(true);
  });

  it('come back with a repeated build', () => {
    const before = record('a');
    const contexts = [{ name: 'tools', source: '/srv/tools' }];
    expect(formOf({ ...before, spec: { ...before.spec, contexts } }).contexts).toEqual([
      { key: 0, ...contexts[0] },
    ]);
  });
});
