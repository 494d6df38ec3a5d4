import { describe, expect, it } from 'vitest';
import { reconstructDockerfile } from '../../../electron/core/dockerfile';
import { buildkit, entries, image } from '../history/draw';
import { base, onBase, rebuild, rootfs, run, scratch, text } from './rebuild';

describe('reconstructDockerfile', () => {
  it('says what a person would have written', () => {
    const steps = onBase(
      'ARG VERSION=1.27',
      'ENV GREETING=hello world PATH=/opt/bin:/bin',
      {
        by: 'RUN |1 VERSION=1.27 /bin/sh -c set -eux; \t\tapt-get update     && apt-get install -y --no-install-recommends nginx=$VERSION \t&& rm -rf /var/lib/apt/lists/*',
        size: 5,
      },
      { by: 'COPY --chown=app:app . /srv', size: 3 },
      'VOLUME [/data]',
      'EXPOSE map[80/tcp:{}]',
      `HEALTHCHECK &{["CMD-SHELL" "curl -f localhost || exit 1"] "30s" "3s" "0s" '\\x03'}`,
      'SHELL [/bin/bash -o pipefail -c]',
      { by: 'RUN |1 VERSION=1.27 /bin/bash -o pipefail -c make | tee log', size: 5 },
      'STOPSIGNAL SIGQUIT',
      'ENTRYPOINT ["/docker-entrypoint.sh"]',
      'CMD ["nginx" "-g" "daemon off;"]',
    );
    expect(text(steps, base).split('\n')).toEqual([
      'FROM debian:12',
      'ARG VERSION=1.27',
      'ENV GREETING="hello world" PATH=/opt/bin:/bin',
      'RUN set -eux; apt-get update \\',
      '    && apt-get install -y --no-install-recommends nginx=$VERSION \\',
      '    && rm -rf /var/lib/apt/lists/*',
      'COPY --chown=app:app . /srv',
      'VOLUME /data',
      'EXPOSE 80/tcp',
      'HEALTHCHECK --interval=30s --timeout=3s --retries=3 CMD curl -f localhost || exit 1',
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      'RUN make | tee log',
      'STOPSIGNAL SIGQUIT',
      'ENTRYPOINT ["/docker-entrypoint.sh"]',
      'CMD ["nginx", "-g", "daemon off;"]',
    ]);
  });

  it('says first that nobody wrote it, on one line whatever the name', () => {
    const named = { ...image(0), references: ['app:1\nRUN evil'] };
    expect(reconstructDockerfile([], named, { kind: 'empty' }).text).toBe(
      '# Reconstructed from the history of app:1 RUN evil.\nFROM scratch',
    );
    expect(reconstructDockerfile([], { ...image(0), references: [] }, { kind: 'empty' }).text).toContain(
      image(0).id,
    );
  });
});

describe('lineSteps', () => {
  it('has a step for each line of an instruction and none for the rest', () => {
    const long = `echo ${'a'.repeat(60)}`;
    const steps = onBase('ENV A=1', run(`${long} && ${long} && c`), { by: 'bash', size: 3, comment: 'x' });
    const { text: whole, lineSteps } = rebuild(
      steps.map((entry) => (entry.createdBy === 'bash' ? { ...entry, comment: 'by hand' } : entry)),
      base,
    );
    const lines = whole.split('\n').map((line, i) => `${lineSteps[i] ?? '.'} ${line.slice(0, 12)}`);
    expect(lineSteps).toHaveLength(lines.length);
    expect(lines).toEqual([
      '. # Reconstruc',
      '. FROM debian:',
      '2 ENV A=1',
      '3 RUN echo aaa',
      '3     && echo ',
      '3     && c',
      '. # ==========',
      '. # NO RECORD ',
      '. # The contai',
      '. # Message: b',
      '. # ==========',
    ]);
  });

  it('has as many entries as lines for any image', () => {
    const odd = ['RUN /bin/sh -c a\nb', 'COPY <<EOF <<EOF2 /x/', 'ENV A=b\nc', 'bash', ''];
    for (const system of [base, scratch, { kind: 'unknown' } as const]) {
      const { text: whole, lineSteps } = rebuild(onBase(...odd.map((by) => ({ by, size: 1 }))), system);
      expect(lineSteps).toHaveLength(whole.split('\n').length);
    }
  });
});

describe('FROM', () => {
  const steps = onBase(run('make'));
  it.each<[string[], string]>([
    [['debian:latest', 'debian:12'], 'FROM debian:12'],
    [['debian:latest'], 'FROM debian:latest'],
    [['localhost:5000/me/base:1'], 'FROM localhost:5000/me/base:1'],
    [[`debian@sha256:${'0'.repeat(64)}`, 'debian:12'], 'FROM debian:12'],
  ])('names %j', (references, line) => {
    expect(text(steps, { ...base, references }).split('\n')[0]).toBe(line);
  });

  it('names a base without a name by its id, and says so', () => {
    const result = rebuild(steps, { ...base, references: [] });
    expect(result.text.split('\n').slice(1, 3)).toEqual([
      '# The base image has no name here.',
      'FROM sha256:00',
    ]);
    expect(result.notes).toContain('base-unknown');
  });

  it('starts on scratch for bases and programs', () => {
    expect(text(buildkit({ by: 'COPY hello /', size: 3 }, 'CMD ["/hello"]'), scratch)).toBe(
      'FROM scratch\nCOPY hello /\nCMD ["/hello"]',
    );
    expect(text(buildkit(rootfs), { kind: 'base' })).toBe('FROM scratch\nADD rootfs.tar /');
  });

  it('admits that a base is unknown', () => {
    const result = rebuild(entries({ by: '/bin/sh -c make', size: 3 }), { kind: 'unknown' });
    expect(result.text.split('\n').slice(1)).toEqual([
      '# The base image cannot be known; its steps are part of what follows.',
      'FROM scratch',
      'RUN make',
    ]);
    expect(result.notes).toEqual(['base-unknown']);
  });

  it('tells the base that Buildah noted', () => {
    const noted = entries({ by: '/bin/sh -c make', size: 3, comment: 'FROM docker.io/library/fedora:40' });
    expect(text(noted, { kind: 'unknown' })).toContain('# Built on fedora:40, which is not here');
  });
});

describe('layers without a record', () => {
  it('stand out where a container was committed', () => {
    const steps = entries(rootfs, { by: 'bash', size: 12_345_678, comment: 'fixed\r\n# by hand\u0007' });
    expect(text(steps, { kind: 'base' }).split('\n')).toEqual([
      'FROM scratch',
      'ADD rootfs.tar /',
      `# ${'='.repeat(76)}`,
      '# NO RECORD - committed from a container (docker commit): files changed, 12.3 MB.',
      '# The container ran: bash',
      '# Message: fixed # by hand',
      `# ${'='.repeat(76)}`,
    ]);
    expect(rebuild(steps, { kind: 'base' }).notes).toEqual(['commit-layer']);
  });

  it('stand out for imports and the unknown', () => {
    const imported = entries({ by: '', comment: 'Imported from -', size: 999 });
    expect(text(imported, { kind: 'base' })).toContain(
      '# NO RECORD - imported root file system (docker import), 999 B.',
    );
    expect(rebuild(imported, { kind: 'base' }).notes).toEqual(['import-layer']);
    const unknown = entries(rootfs, { by: 'jib-maven-plugin:3.4.0', size: 5 });
    expect(text(unknown, { kind: 'base' })).toContain(
      '# NO RECORD - nothing tells how this step was made: files changed, 5 B.',
    );
  });

  it('say when nothing was changed', () => {
    const nothing = entries(rootfs, { by: 'bash', comment: 'x' });
    expect(text(nothing, { kind: 'base' })).toContain('(docker commit): no files changed.');
  });

  it('are quiet where a distribution made its base', () => {
    const debian = entries({
      by: "# debian.sh --arch 'amd64' out/ 'bookworm'",
      comment: 'debuerreotype 0.15',
      size: 80_000_000,
    });
    expect(text(debian, { kind: 'base' }).split('\n')).toEqual([
      'FROM scratch',
      "# Root file system made by a distribution's tool, 80 MB.",
      "# Recorded: # debian.sh --arch 'amd64' out/ 'bookworm'",
      '# Message: debuerreotype 0.15',
    ]);
  });
});
