import { describe, expect, it } from 'vitest';
import { filterImages } from '../../../renderer/features/images/list/filter-images';
import { isEmptyQuery, parseImageQuery } from '../../../renderer/features/images/list/image-query';
import { hasFilter, toggleFilter } from '../../../renderer/features/images/list/query-tokens';
import { imageName } from '../../../renderer/features/images/list/reference-parts';
import { image, manyImages } from './samples';

const local = [
  image('a1', { references: ['alpine:3.20', 'alpine:latest'], created: 100, labels: { Maintainer: 'Ann' } }),
  image('b2', {
    references: ['localhost:5000/team/api:1.0'],
    digests: ['localhost:5000/team/api@sha256:feed'],
    created: 200,
    containers: 2,
    labels: { stage: 'test', note: 'two words' },
  }),
  image('b3', { references: ['nginx:1.27', 'web:latest'], created: 300, labels: { stage: '' } }),
  image('c4', { created: 400, labels: { stage: 'test' } }),
];

/** The names that a text leaves, in list order; problems as their codes in front. */
function found(text: string): string[] {
  const { images, problems } = filterImages(local, parseImageQuery(text));
  return [...problems.map(({ code, value }) => `${code}(${value})`), ...images.map(imageName)];
}

const all = local.map(imageName);
const [alpine, api, nginx, dangling] = ['alpine:3.20', 'localhost:5000/team/api:1.0', 'nginx:1.27', all[3]];

describe('the search text of the image list', () => {
  it.each([
    ['nothing shows all', '', all],
    ['spaces show all', '   ', all],
    ['a part of a name', 'alp', [alpine]],
    ['upper case is no different', 'NGINX', [nginx]],
    ['any tag of an image counts', 'web:latest', [nginx]],
    ['a name with its tag is a word, not a filter', 'nginx:1.27', [nginx]],
    ['a registry with its port is a word', 'localhost:5000', [api]],
    ['the start of an id', 'b2', [api]],
    ['the start of an id with its algorithm', 'sha256:c4', [dangling]],
    ['the middle of an id does not count', '00000', []],
    ['a label', 'ann', [alpine]],
    ['a label as key=value', 'maintainer=ann', [alpine]],
    ['every word must occur', 'localhost nginx', []],
    ['two words of one image', 'team localhost', [api]],
    ['no such thing', 'zzz', []],
    ['quotes hold words together', '"two words"', [api]],
  ])('%s: %s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['dangling=true', [dangling]],
    ['dangling:true', [dangling]],
    ['dangling:', [dangling]],
    ['Dangling:Yes', [dangling]],
    ['dangling=false', [alpine, api, nginx]],
    ['dangling=tr', all],
    ['dangling=maybe', ['not-boolean(maybe)']],
    ['in-use:', [api]],
    ['in-use=false', [alpine, nginx, dangling]],
    ['used=1', [api]],
    ['label=', all],
    ['label=stage', [api, nginx, dangling]],
    ['label=stage=test', [api, dangling]],
    ['label=stage=', [nginx]],
    ['label=stage=tes', []],
    ['label=Stage', []],
    ['label=maintainer', []],
    ['label=toString', []],
    ['label="note=two words"', [api]],
    ['label=stage label=note', [api]],
    ['reference=', all],
    ['reference=nginx', [nginx]],
    ['reference=ngin', []],
    ['reference=ngin*', [nginx]],
    ['reference=alpine:3.*', [alpine]],
    ['reference=*:latest', [alpine, nginx]],
    ['reference=*', [alpine, nginx]],
    ['reference=*/*/*', [api]],
    ['reference=*/*/*@*', [api]],
    ['ref=w?b', [nginx]],
    ['reference=alpine reference=web', [alpine, nginx]],
    ['reference=[', ['bad-pattern([)']],
    ['before=', all],
    ['before=nginx:1.27', [alpine, api]],
    ['before=alpine', []],
    ['since=alpine', [api, nginx, dangling]],
    ['since=alpine before=c4', [api, nginx]],
    ['since=localhost:5000/team/api@sha256:feed', [nginx, dangling]],
    ['since=sha256:b2', [nginx, dangling]],
    ['since=b', ['several-images(b)']],
    ['before=unheard-of', ['no-image(unheard-of)']],
    ['dangling=false in-use=false label=stage ng', [nginx]],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('knows when it asks for nothing', () => {
    expect(isEmptyQuery(parseImageQuery('  label= '))).toBe(true);
    expect(isEmptyQuery(parseImageQuery('reference=['))).toBe(false);
    expect(isEmptyQuery(parseImageQuery('x'))).toBe(false);
  });

  it('answers for 10,000 images as for one', () => {
    const images = manyImages(10_000);
    const { images: shown } = filterImages(
      images,
      parseImageQuery('label=org.example.team=green in-use: redis'),
    );
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.every(({ references }) => references[0]?.startsWith('redis:'))).toBe(true);
    expect(
      shown.every(({ containers, labels }) => containers > 0 && labels['org.example.team'] === 'green'),
    ).toBe(true);
  });
});

describe('filter chips', () => {
  it('write themselves into the text and take themselves out again', () => {
    expect(toggleFilter('nginx', 'dangling', 'true')).toBe('nginx dangling:true');
    expect(toggleFilter('nginx dangling:true', 'dangling', 'true')).toBe('nginx');
    expect(toggleFilter('dangling=true nginx', 'dangling', 'true')).toBe('nginx');
  });

  it('replace another value of the same filter', () => {
    expect(toggleFilter('in-use:true "a b"', 'in-use', 'false')).toBe('"a b" in-use:false');
  });

  it('are pressed when the text says so, however it is written', () => {
    expect(hasFilter('dangling=true', 'dangling', 'true')).toBe(true);
    expect(hasFilter('dangling=false', 'dangling', 'true')).toBe(false);
  });
});
