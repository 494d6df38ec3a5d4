import { beforeAll, describe, expect, it } from 'vitest';
import { getImage } from '../../electron/engine/get-image';
import { imageHistory } from '../../electron/engine/image-history';
import { imageJson } from '../../electron/engine/image-json';
import { inspectImage } from '../../electron/engine/inspect-image';
import { listImages } from '../../electron/engine/list-images';
import { tagImage } from '../../electron/engine/tag-image';
import { buildBase, buildImage, buildTinyImage } from '../support/images';
import { failureOf, kinds, useEngine } from './connected';

const recipe = [
  'FROM scratch',
  'MAINTAINER ann',
  'COPY f /f',
  'ENV COLOUR="dark blue"',
  'EXPOSE 80 443/udp',
  'VOLUME ["/data", "/cache"]',
  'LABEL role=web version=1',
  'USER 1000:1000',
  'WORKDIR /srv',
  'STOPSIGNAL SIGINT',
  'HEALTHCHECK --interval=5s --retries=2 CMD ["/f"]',
  'ONBUILD COPY . /srv',
  'SHELL ["/f", "-c"]',
  'ENTRYPOINT ["/f", "serve"]',
  'CMD ["--port", "80"]',
].join('\n');

describe.each(kinds)('images of the %s engine', (kind) => {
  const subject = useEngine(kind);
  let full = '';
  let dangling = '';

  beforeAll(async () => {
    full = await buildImage(subject.address, {
      tag: ['listed/full:1', 'listed/full:two'],
      dockerfile: recipe,
      files: [{ name: 'f', content: 'x', mode: 0o755 }],
    });
    dangling = await buildImage(subject.address, { dockerfile: 'FROM scratch\nLABEL listed=dangling\n' });
    await buildTinyImage(subject.address, 'listed/other:1', 'other');
  });

  it('are listed once each, with all their names', async () => {
    const images = await listImages(subject.engine);
    expect(images.filter(({ id }) => id === full)).toMatchObject([
      {
        references: ['listed/full:1', 'listed/full:two'],
        dangling: false,
        labels: { role: 'web', version: '1' },
      },
    ]);
    expect(images.map(({ id }) => id)).toEqual([...new Set(images.map(({ id }) => id))]);
  });

  it('without a name are dangling and have no reference called none', async () => {
    const images = await listImages(subject.engine);
    expect(images.find(({ id }) => id === dangling)).toMatchObject({
      references: [],
      digests: [],
      dangling: true,
    });
  });

  it('carry their age and size', async () => {
    const image = (await listImages(subject.engine)).find(({ id }) => id === full);
    expect(image?.sizeBytes).toBeGreaterThan(0);
    expect(Math.abs(Date.now() - (image?.created ?? 0))).toBeLessThan(3_600_000);
  });

  it.each([
    ['a name', () => 'listed/full:two'],
    ['an id', () => full],
    ['the id of a dangling image', () => dangling],
  ])('are the same alone as in the list, asked by %s', async (_, name) => {
    const alone = await getImage(subject.engine, name());
    const all = await listImages(subject.engine);
    expect(alone).not.toBeNull();
    expect(alone).toEqual(all.find(({ id }) => id === alone?.id));
  });

  it('are null when they are gone', async () => {
    expect(await getImage(subject.engine, 'listed/gone:1')).toBeNull();
    expect(await getImage(subject.engine, `sha256:${'0'.repeat(64)}`)).toBeNull();
  });

  it('show all of their configuration', async () => {
    expect(await inspectImage(subject.engine, 'listed/full:1')).toMatchObject({
      id: full,
      references: ['listed/full:1', 'listed/full:two'],
      os: 'linux',
      architecture: 'amd64',
      author: 'ann',
      layers: [expect.stringMatching(/^sha256:/), expect.stringMatching(/^sha256:/)],
      config: {
        entrypoint: ['/f', 'serve'],
        command: ['--port', '80'],
        environment: expect.arrayContaining(['COLOUR=dark blue']),
        exposedPorts: ['443/udp', '80/tcp'],
        volumes: ['/cache', '/data'],
        user: '1000:1000',
        workingDir: '/srv',
        stopSignal: 'SIGINT',
        shell: ['/f', '-c'],
        onBuild: ['COPY . /srv'],
        healthcheck: { test: ['CMD', '/f'], interval: 5_000_000_000, timeout: 0, startPeriod: 0, retries: 2 },
        labels: { role: 'web', version: '1' },
      },
    });
  });

  it('have a history from the newest step to the oldest', async () => {
    const history = await imageHistory(subject.engine, full);
    expect(history[0]).toMatchObject({ createdBy: expect.stringContaining('CMD ["--port" "80"]') });
    expect(history[0]?.tags).toEqual(['listed/full:1', 'listed/full:two']);
    expect(history.at(-1)?.createdBy).toContain('MAINTAINER ann');
    expect(history.some(({ createdBy }) => createdBy.includes('COPY'))).toBe(true);
  });

  it('tell everything the engine knows as readable JSON', async () => {
    const text = await imageJson(subject.engine, full);
    expect(JSON.parse(text)).toMatchObject({ Id: full });
    expect(text).toContain('\n  "');
  });

  it('get more names', async () => {
    await tagImage(subject.engine, { source: 'listed/other:1', reference: 'listed/renamed' });
    expect((await getImage(subject.engine, 'listed/other:1'))?.references).toEqual([
      'listed/other:1',
      'listed/renamed:latest',
    ]);
  });

  it('take a name from the image that had it', async () => {
    await buildBase(subject.address, 'listed/moving:1');
    await tagImage(subject.engine, { source: full, reference: 'listed/moving:1' });
    expect((await getImage(subject.engine, full))?.references).toContain('listed/moving:1');
  });

  it.each([
    ['a name that is none', 'Upper', 'bad-reference'],
    ['a name with a digest', `a@sha256:${'0'.repeat(64)}`, 'bad-reference'],
  ])('are not named with %s', async (_, reference, code) => {
    expect(await failureOf(tagImage(subject.engine, { source: full, reference }))).toMatchObject({
      code,
      params: { reference },
    });
  });

  it('that are missing are not found by any verb', async () => {
    const missing = { code: 'not-found', params: { reference: 'listed/gone:1' } };
    expect(await failureOf(inspectImage(subject.engine, 'listed/gone:1'))).toMatchObject(missing);
    expect(await failureOf(imageHistory(subject.engine, 'listed/gone:1'))).toMatchObject(missing);
    expect(await failureOf(imageJson(subject.engine, 'listed/gone:1'))).toMatchObject(missing);
    expect(
      await failureOf(tagImage(subject.engine, { source: 'listed/gone:1', reference: 'listed/new:1' })),
    ).toMatchObject(missing);
  });

  it.each([
    ['../containers', 'bad-reference'],
    ['a/./b', 'bad-reference'],
    ['/a', 'bad-reference'],
    ['', 'bad-reference'],
    ['..%2fcontainers', 'bad-reference'],
    ['a?all=1', 'bad-reference'],
    ['a#b', 'bad-reference'],
    ['a b', 'bad-reference'],
  ])('cannot be called %j to reach another call', async (name, code) => {
    expect((await failureOf(inspectImage(subject.engine, name))).code).toBe(code);
  });
});
