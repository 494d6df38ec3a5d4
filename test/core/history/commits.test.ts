import { describe, expect, it } from 'vitest';
import { buildkit, draw, type Entry, entries, image, nop, origins } from './draw';

const hash = '4a55408d77a91916392773157070e12dd141066709c5642ed74f4373d30d572e';
/** A base as Debian and Alpine were made by the old builder. */
const base: (string | Entry)[] = [
  { by: `/bin/sh -c #(nop) ADD file:${hash} in / `, size: 80_000_000 },
  nop('CMD ["bash"]'),
];
const bash = { command: ['bash'] };
const sh = (command: string): string[] => ['/bin/sh', '-c', command];

describe('docker commit', () => {
  /** Origin of the last step of an image made from the base. */
  function topOf(config: Parameters<typeof image>[1], ...steps: (string | Entry)[]): string | undefined {
    return origins(image(9, config), entries(...base, ...steps)).at(-1);
  }

  it.each<[string, string, string[], string]>([
    ['a shell left open', 'bash', ['bash'], ''],
    ['an interactive shell', '/bin/sh', ['/bin/sh'], ''],
    ['any command, kept as the image command', 'touch /t', ['touch', '/t'], ''],
    ['a shell command, kept as the image command', '/bin/sh -c echo hi > /hi', sh('echo hi > /hi'), ''],
    ['another command set with --change', '/bin/sh -c echo hi > /hi', ['/hi'], ''],
    ['another command set with --change, not by a shell', 'sleep infinity', ['/hi'], ''],
    ['no command left, set with --change', 'sleep infinity', [], ''],
    ['a message', '/bin/sh -c echo hi > /hi', ['bash'], 'fixed by hand'],
    ['a message alone', '', ['bash'], 'fixed by hand'],
  ])('knows %s', (_, by, command, comment) => {
    expect(topOf({ command }, { by, comment, size: 3 })).toBe('commit');
  });

  it('knows a container that ran the image command in shell form', () => {
    const start = sh('exec /start.sh');
    const steps = [
      nop('CMD ["/bin/sh" "-c" "exec /start.sh"]'),
      { by: '/bin/sh -c exec /start.sh', size: 3 },
    ];
    expect(topOf({ command: start }, ...steps)).toBe('commit');
    expect(topOf({ command: ['x'] }, ...steps, nop('CMD ["x"]'))).toBe('instruction');
    expect(origins(image(2, { command: ['x'] }), entries(...base, ...steps, nop('CMD ["x"]')))[3]).toBe(
      'commit',
    );
  });

  it('knows it on a base of BuildKit', () => {
    const steps = [
      ...buildkit({ by: 'ADD rootfs.tar /', size: 8 }, 'CMD ["/bin/sh"]'),
      ...entries({ by: '/bin/sh -c echo hi > /hi', size: 3 }),
    ];
    expect(origins(image(2, { command: sh('echo hi > /hi') }), steps).at(-1)).toBe('commit');
    expect(origins(image(2, { command: ['/bin/sh'] }), steps).at(-1)).toBe('instruction');
  });

  it('takes a RUN for a RUN when the command of the image is explained by what is recorded', () => {
    expect(topOf(bash, { by: '/bin/sh -c apt-get update', size: 3 })).toBe('instruction');
    expect(topOf({ command: [] }, nop('ENTRYPOINT ["/x"]'), { by: '/bin/sh -c make', size: 3 })).toBe(
      'instruction',
    );
    expect(
      topOf({ command: ['sleep', '1'] }, { by: 'sleep 1', size: 3 }, { by: '/bin/sh -c make', size: 3 }),
    ).toBe('instruction');
  });

  it('keeps all RUN steps of one build below its CMD', () => {
    const steps = [
      { by: '/bin/sh -c a', size: 1 },
      { by: '/bin/sh -c b', size: 1 },
      nop('EXPOSE 80'),
      nop('CMD ["x"]'),
    ];
    expect(origins(image(3, { command: ['x'] }), entries(...base, ...steps))).toEqual([
      'rootfs',
      'instruction',
      'instruction',
      'instruction',
      'instruction',
      'instruction',
    ]);
  });

  it('claims nothing when a later CMD hides what would tell', () => {
    const hidden = (above: ReturnType<typeof entries>, tags: string[] = []) =>
      origins(image(3, { command: ['x'] }), [
        ...entries(...base, { by: '/bin/sh -c echo hi > /hi', size: 3, tags }),
        ...above,
      ])[2];
    // BuildKit went on: the old builder or a commit made the step below.
    expect(hidden(buildkit('CMD ["x"]'))).toBe('unknown');
    // The old builder went on in the same way.
    expect(hidden(entries(nop('CMD ["x"]')))).toBe('instruction');
    // But an image of its own ended at the step.
    expect(hidden(entries(nop('CMD ["x"]')), ['committed:latest'])).toBe('unknown');
  });

  it('does not mistake a RUN in JSON form for audited, nor claim that it was a commit', () => {
    expect(topOf(bash, { by: 'apt-get update', size: 3 })).toBe('unknown');
    expect(
      origins(
        image(2, { command: ['x'] }),
        entries(...base, { by: 'apt-get update', size: 3 }, nop('CMD ["x"]')),
      )[2],
    ).toBe('unknown');
    expect(
      origins(image(2, { command: ['x'] }), [
        ...entries(...base, { by: 'apt-get update', size: 3 }),
        ...buildkit('CMD ["x"]'),
      ])[2],
    ).toBe('commit');
  });

  it('keeps the command as it was recorded', () => {
    const steps = draw(
      image(2, { command: sh('a  &&  b') }),
      entries(...base, { by: '/bin/sh -c a  &&  b', size: 3 }),
    );
    expect(steps.at(-1)).toBe('L1 commit /bin/sh -c a  &&  b');
  });

  it('knows the same command committed twice', () => {
    const again = { by: '/bin/sh -c make', size: 1 };
    expect(topOf({ command: sh('make') }, again, again)).toBe('commit');
  });

  it('judges commits on commits one by one', () => {
    const steps = entries(
      ...base,
      { by: 'bash', size: 1 },
      { by: 'touch /a', size: 1 },
      { by: 'touch /b', size: 1 },
    );
    expect(origins(image(4, { command: ['touch', '/b'] }), steps).slice(2)).toEqual([
      'commit',
      'commit',
      'commit',
    ]);
  });
});
