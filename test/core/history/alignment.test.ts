import { describe, expect, it } from 'vitest';
import { buildHistory } from '../../../electron/core/history';
import type { RawHistoryEntry } from '../../../electron/core/image-model';
import { build, buildkit, drawLayers, type Entry, entries, image, layerId, nop } from './draw';

const EMPTY = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';
const run = (command: string, size = 0): Entry => ({ by: `/bin/sh -c ${command}`, size });

describe('steps and layers', () => {
  it('match exactly when every layer has bytes', () => {
    const steps = entries(run('a', 1), nop('ENV A=1'), run('b', 2), nop('CMD ["x"]'));
    expect(drawLayers(image(2), steps)).toBe('0 - 1 - exact');
  });

  it('match exactly when every step that may have a layer has one', () => {
    const steps = entries(run('a', 1), run('mkdir /x'), nop('WORKDIR /x'), nop('USER x'));
    expect(drawLayers(image(3), steps)).toBe('0 1 2 - exact');
    expect(drawLayers(image(1), steps)).toBe('0 - - - exact');
  });

  it('know that metadata never makes a layer', () => {
    const metadata = ['ARG A', 'ENV A=1', 'LABEL a=b', 'CMD ["a"]', 'ENTRYPOINT ["a"]', 'EXPOSE 1', 'USER a'];
    const more = [
      'VOLUME [/a]',
      'STOPSIGNAL 9',
      'SHELL [a]',
      'ONBUILD RUN a',
      'MAINTAINER a',
      'HEALTHCHECK &{["NONE"] "0s" "0s" "0s" \'\\x00\'}',
    ];
    const names = [...metadata, ...more];
    const dashes = names.map(() => '-').join(' ');
    expect(drawLayers(image(2), entries(run('a', 1), ...names.map(nop), run('true')))).toBe(
      `0 ${dashes} 1 exact`,
    );
    expect(drawLayers(image(2), buildkit({ by: 'COPY a /', size: 1 }, ...names, 'RUN x'))).toBe(
      `0 ${dashes} 1 exact`,
    );
  });

  it('know that BuildKit makes no layer for WORKDIR /', () => {
    const steps = buildkit({ by: 'COPY a /', size: 1 }, 'WORKDIR /', 'WORKDIR /app', 'RUN true');
    expect(drawLayers(image(3), steps)).toBe('0 - 1 2 exact');
  });

  it('do not match when there are more steps with bytes than layers, or too few steps', () => {
    expect(drawLayers(image(1), entries(run('a', 1), run('b', 1)))).toBe('- - unknown');
    expect(drawLayers(image(4), entries(run('a', 1), run('b'), nop('ENV A=1')))).toBe('- - - unknown');
  });

  it('match trivially where there is neither', () => {
    expect(drawLayers(image(0), entries())).toBe(' exact');
    expect(drawLayers(image(0), entries(nop('LABEL a=b')))).toBe('- exact');
  });
});

describe('steps without bytes, where more than one could have made the layer', () => {
  it('are BuildKit steps before those of the old builder', () => {
    const steps = [
      ...entries(run('a', 1), run('mkdir /x'), nop('WORKDIR /new')),
      ...buildkit('RUN true', 'WORKDIR /tmp'),
    ];
    expect(drawLayers(image(3), steps)).toBe('0 - - 1 2 inferred');
  });

  it.each([
    // What the old builder's 20.10 makes of a Dockerfile that names one folder twice and runs `true`.
    [
      ['WORKDIR /srv/app', 'WORKDIR /srv/app', 'WORKDIR /tmp', 'WORKDIR /', 'RUN true', 'RUN touch /x'],
      2,
      '0 1 - - - - 2',
    ],
    [['RUN mkdir -p /data/app', 'WORKDIR /data/app'], 1, '0 1 -'],
    [['COPY dir:00 in /srv/web/', 'WORKDIR /srv/web'], 1, '0 1 -'],
    [['WORKDIR /a/b', 'WORKDIR /a'], 1, '0 1 -'],
    [['RUN rm -rf /var/cache/apt', 'RUN :'], 1, '0 1 -'],
    [['RUN exit 0', 'RUN check-something'], 1, '0 - 1'],
    [['RUN check-something', 'COPY file:00 in /empty'], 1, '0 - 1'],
  ])('%j: %i more layers', (steps, more, expected) => {
    const written = steps.map((step) => (step.startsWith('RUN ') ? run(step.slice(4)) : nop(step)));
    expect(drawLayers(image(1 + more), entries(run('a', 1), ...written))).toBe(`${expected} inferred`);
  });

  it('are told apart for sure by a layer that is known to be empty', () => {
    const steps = [
      ...entries(run('a', 1), run('mkdir /x')),
      ...buildkit('RUN true'),
      ...entries(run('b', 1)),
    ];
    // `docker commit` and the old builder drop an empty layer: only BuildKit can have made it.
    expect(drawLayers(image([layerId(0), EMPTY, layerId(2)]), steps)).toBe('0 - 1 2 exact');
    // The step with bytes cannot have made it either.
    expect(
      drawLayers(image([EMPTY, layerId(1)]), [...buildkit('RUN a'), ...entries({ by: 'x', size: 99_999 })]),
    ).toBe('0 1 exact');
    expect(drawLayers(image([EMPTY]), entries({ by: 'RUN x', size: 99_999 }))).toBe('- unknown');
  });

  it('may be empty with the size of their folder on containerd', () => {
    const steps = buildkit(
      { by: 'COPY a /', size: 12_288 },
      { by: 'RUN true', size: 4_096 },
      { by: 'WORKDIR /a', size: 4_096 },
    );
    expect(drawLayers(image([layerId(0), EMPTY, layerId(2)]), steps)).toBe('0 1 2 exact');
  });
});

describe('images without a history', () => {
  it('have a step for each layer', () => {
    const { steps, alignment, unaudited } = buildHistory(image(2), [], 0);
    expect(steps.map(({ index, layer, origin, text }) => [index, layer, origin, text])).toEqual([
      [0, 0, 'unknown', ''],
      [1, 1, 'unknown', ''],
    ]);
    expect([alignment, unaudited]).toEqual(['inferred', [0, 1]]);
  });
});

describe('any history', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };

  interface Made {
    entry: Entry;
    layer: boolean;
  }

  /** A step as a builder may leave it, with the truth about its layer. */
  function randomStep(): Made {
    const size = random(3) === 0 ? 0 : 1 + random(1_000);
    switch (random(5)) {
      case 0:
        return { entry: { by: nop('ENV A=1') }, layer: false };
      case 1:
        return { entry: run(`make ${random(9)}`, size), layer: size > 0 || random(2) === 0 };
      case 2:
        return { entry: { by: nop(`WORKDIR /w${random(9)}`) }, layer: random(2) === 0 };
      case 3:
        return { entry: { by: 'RUN x # buildkit', comment: 'buildkit.dockerfile.v0', size }, layer: true };
      default:
        return { entry: { by: 'CMD ["x"]', comment: 'buildkit.dockerfile.v0' }, layer: false };
    }
  }

  it('is aligned in order, with every layer once, and as it was when the answer is exact', () => {
    const seen = { exact: 0, inferred: 0, unknown: 0 };
    for (let i = 0; i < 2_000; i += 1) {
      const made = Array.from({ length: random(12) }, randomStep);
      const layers = made.filter(({ layer }) => layer).length;
      let next = 0;
      const truth = made.map(({ layer }) => (layer ? next++ : null));
      const raw: RawHistoryEntry[] = entries(...made.map(({ entry }) => entry));
      const { steps, alignment } = build(image(layers), raw);
      const found = steps.map(({ layer }) => layer);
      seen[alignment] += 1;
      if (made.length === 0) continue;
      expect(found.filter((layer) => layer !== null)).toEqual(
        Array.from({ length: layers }, (_, layer) => layer),
      );
      expect(steps.every(({ sizeBytes, layer }) => sizeBytes === 0 || layer !== null)).toBe(true);
      if (alignment === 'exact') expect(found).toEqual(truth);
    }
    expect(seen.unknown).toBe(0);
    expect(seen.exact).toBeGreaterThan(200);
    expect(seen.inferred).toBeGreaterThan(200);
  });
});
