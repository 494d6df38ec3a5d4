import { describe, expect, it } from 'vitest';
import { build, buildkit, draw, type Entry, entries, image, nop, origins } from './draw';

const hash = '4a55408d77a91916392773157070e12dd141066709c5642ed74f4373d30d572e';
/** A base as Debian and Alpine were made by the old builder. */
const base: (string | Entry)[] = [
  { by: `/bin/sh -c #(nop) ADD file:${hash} in / `, size: 80_000_000 },
  nop('CMD ["bash"]'),
];
const bash = { command: ['bash'] };

describe('builders', () => {
  it('believes what BuildKit and the old builder recorded', () => {
    expect(
      draw(image(3, { command: ['nginx'] }), [
        ...entries(...base),
        ...entries(
          { by: '/bin/sh -c apt-get update', size: 5 },
          { by: `/bin/sh -c #(nop) COPY dir:${hash} in /app `, size: 3 },
          nop('CMD ["nginx"]'),
        ),
      ]),
    ).toEqual([
      'L0 rootfs ADD file:4a55408d77a9 /',
      '-  instruction CMD ["bash"]',
      'L1 instruction RUN apt-get update',
      'L2 instruction COPY dir:4a55408d77a9 /app',
      '-  instruction CMD ["nginx"]',
    ]);
    expect(
      draw(
        image(3),
        buildkit(
          { by: 'ADD alpine-minirootfs-3.20.0-x86_64.tar.gz /', size: 8 },
          'CMD ["/bin/sh"]',
          { by: 'RUN /bin/sh -c apk add curl', size: 5 },
          { by: 'COPY . /app', size: 3 },
        ),
      ),
    ).toEqual([
      'L0 rootfs ADD alpine-minirootfs-3.20.0-x86_64.tar.gz /',
      '-  instruction CMD ["/bin/sh"]',
      'L1 instruction RUN apk add curl',
      'L2 instruction COPY . /app',
    ]);
  });

  it('reads Buildah, which notes the base in the comment', () => {
    expect(
      draw(
        image(2),
        entries(
          { by: `/bin/sh -c #(nop) ADD file:${hash} in / `, size: 80 },
          {
            by: '/bin/sh -c dnf install -y curl',
            size: 5,
            comment: 'FROM registry.fedoraproject.org/fedora:40',
          },
          { by: '/bin/sh -c #(nop) CMD ["/bin/bash"]', comment: 'FROM 0123456789ab' },
        ),
      ),
    ).toEqual([
      'L0 rootfs ADD file:4a55408d77a9 /',
      'L1 instruction RUN dnf install -y curl',
      '-  instruction CMD ["/bin/bash"]',
    ]);
  });

  it('reads Kaniko, which records the Dockerfile as it stands', () => {
    expect(
      draw(
        image(3),
        entries(
          { by: 'COPY rootfs /', size: 8 },
          { by: 'RUN make install', size: 5 },
          { by: 'COPY --from=0 /a /b', size: 1 },
        ),
      ),
    ).toEqual([
      'L0 rootfs COPY rootfs /',
      'L1 instruction RUN make install',
      'L2 instruction COPY --from=0 /a /b',
    ]);
  });

  it('claims nothing of tools that keep no instructions', () => {
    const steps = [
      { by: 'jib-gradle-plugin:3.4.0', comment: 'classes', size: 5 },
      { by: 'ko build ko://example.org/app', comment: 'go build output, at /ko-app/app', size: 5 },
      { by: 'mount / from exec /bin/sh -c x', comment: 'buildkit.exporter.image.v0', size: 5 },
      { by: '', comment: 'store paths: [/nix/store/x]', size: 5 },
      { by: '', comment: 'merge sha256:aa to sha256:bb', size: 5 },
      { by: '', size: 5 },
    ];
    expect(origins(image(8, bash), entries(...base, { by: 'RUN x', size: 1 }, ...steps)).slice(3)).toEqual(
      steps.map(() => 'unknown'),
    );
  });
});

describe('root file systems', () => {
  it('knows imports, with the message of docker or one of its own', () => {
    expect(origins(image(1), entries({ by: '', comment: 'Imported from -', size: 9 }))).toEqual(['import']);
    expect(origins(image(1), entries({ by: '', comment: 'my rootfs', size: 9 }))).toEqual(['import']);
    expect(origins(image(1), entries({ by: '', size: 9 }))).toEqual(['unknown']);
  });

  it.each<[string, Entry]>([
    [
      'debuerreotype',
      { by: "# debian.sh --arch 'amd64' out/ 'bookworm' '@1719792000'", comment: 'debuerreotype 0.15' },
    ],
    ['busybox', { by: 'BusyBox 1.37.0 (glibc), Debian 13' }],
    ['distroless', { by: 'bazel build @bookworm//base-files/amd64:data_statusd' }],
    ['openSUSE', { by: 'KIWI 10.1.2' }],
    ['Fedora', { by: '', comment: 'Created by Image Factory' }],
    ['Wolfi', { by: 'apko', comment: 'This is an apko single-layer image' }],
    ['Windows', { by: 'Apply image 10.0.20348.2527' }],
  ])('knows %s', (_, entry) => {
    expect(origins(image(1), entries({ ...entry, size: 9 }))).toEqual(['rootfs']);
  });

  it('knows systems in several layers, and no layer above a foreign one', () => {
    const bazel = { by: 'bazel build //x', size: 1 };
    expect(origins(image(3), entries(bazel, bazel, bazel))).toEqual(['rootfs', 'rootfs', 'rootfs']);
    expect(origins(image(3), entries(bazel, { by: 'RUN x', size: 1 }, bazel))).toEqual([
      'rootfs',
      'instruction',
      'unknown',
    ]);
  });

  it('looks at the first layer, not the first step', () => {
    const ubuntu = [
      nop('ARG RELEASE'),
      nop('LABEL a=b'),
      { by: `/bin/sh -c #(nop) ADD file:${hash} in / `, size: 9 },
    ];
    expect(origins(image(1), entries(...ubuntu))).toEqual(['instruction', 'instruction', 'rootfs']);
  });

  it.each<[string, Parameters<typeof image>[1], string[], string]>([
    ['a program of /', { command: ['/hello'] }, [], 'instruction'],
    ['a program of / by entrypoint', { entrypoint: ['/hello'], command: ['-h'] }, [], 'instruction'],
    ['a shell', { command: ['/bin/sh'] }, [], 'rootfs'],
    ['no command', {}, [], 'rootfs'],
    ['an init of /, but commands ran on it', { command: ['/init'] }, ['RUN x'], 'rootfs'],
  ])('takes ADD file to / with %s for what it is', (_, config, above, origin) => {
    expect(
      origins(
        image(1, config),
        entries({ by: `/bin/sh -c #(nop) ADD file:${hash} in / `, size: 9 }, ...above),
      )[0],
    ).toBe(origin);
  });

  it.each([
    ['COPY hello /', 'instruction'],
    ['COPY rootfs/ /', 'rootfs'],
    ['ADD ./rootfs.tar.xz /', 'rootfs'],
    ['ADD app.tgz /', 'rootfs'],
    ['ADD app.tgz /srv/', 'instruction'],
    ['ADD a.tar b.tar /', 'instruction'],
    ['COPY rootfs.tar /', 'instruction'],
    ['RUN make', 'instruction'],
  ])('%s', (by, origin) => {
    expect(origins(image(1), buildkit({ by, size: 9 }))).toEqual([origin]);
  });
});

describe('unaudited layers', () => {
  it('lists what nobody recorded, if it changed files', () => {
    const steps = entries(
      { by: '', comment: 'Imported from -', size: 9 },
      { by: 'RUN make', size: 1 },
      { by: 'bash', size: 3 },
      { by: 'bash', comment: 'nothing changed' },
      { by: '', size: 3 },
    );
    const { steps: read, unaudited, alignment } = build(image(4, bash), steps);
    expect(read.map(({ origin }) => origin)).toEqual([
      'import',
      'instruction',
      'commit',
      'commit',
      'unknown',
    ]);
    expect([unaudited, alignment]).toEqual([[0, 2, 4], 'exact']);
  });

  it('goes by sizes where layers cannot be matched', () => {
    const steps = entries(
      { by: '', comment: 'Imported from -', size: 9 },
      { by: 'bash', size: 3 },
      { by: 'bash' },
    );
    expect(build(image(1, bash), steps)).toMatchObject({ alignment: 'unknown', unaudited: [0, 1] });
  });
});
