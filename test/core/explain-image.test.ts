import { describe, expect, it } from 'vitest';
import { explainImage } from '../../electron/core/explain-image';
import type { InspectedImage } from '../../electron/core/image-model';
import { buildkit, entries, image, layerId, nop } from './history/draw';

const newestFirst = (steps: ReturnType<typeof entries>) => [...steps].reverse();
const baseSteps = buildkit({ by: 'ADD rootfs.tar /', size: 9, at: 100 }, { by: 'CMD ["bash"]', at: 100 });
const appSteps = [
  ...baseSteps,
  ...buildkit({ by: 'ENV A=1', at: 100 }, { by: 'RUN /bin/sh -c make', size: 3, at: 500 }),
];
const named = (id: string, references: string[], layers: string[], created: number): InspectedImage => ({
  ...image(layers),
  id,
  references,
  created,
});
const base = named('base', ['debian:12'], [layerId('a')], 100_000);
const app = named('app', ['app:1'], [layerId('a'), layerId('b')], 500_000);

describe('explainImage', () => {
  it('puts base, inherited steps and Dockerfile together', () => {
    const withHistory = { ...base, history: newestFirst(baseSteps) };
    const { system, history, dockerfile } = explainImage(app, newestFirst(appSteps), [app, withHistory]);
    expect(system).toEqual({ kind: 'based-on', imageId: 'base', references: ['debian:12'], layers: 1 });
    expect(history.steps.map(({ inherited }) => inherited)).toEqual([true, true, false, false]);
    expect(dockerfile.text.split('\n').slice(1)).toEqual(['FROM debian:12', 'ENV A=1', 'RUN make']);
    expect(dockerfile.lineSteps).toEqual([null, null, 2, 3]);
  });

  it('tells what it can without the history of the base', () => {
    const { dockerfile } = explainImage(app, newestFirst(appSteps), [base]);
    // BuildKit gave ENV the time of the base: it cannot be told from the base's own steps.
    expect(dockerfile.text.split('\n').slice(1)).toEqual(['FROM debian:12', 'RUN make']);
  });

  it('keeps all steps of an image without a base here', () => {
    const { system, history, dockerfile } = explainImage(app, newestFirst(appSteps), []);
    expect(system).toEqual({ kind: 'base' });
    expect(history.steps.some(({ inherited }) => inherited)).toBe(false);
    expect(dockerfile.text.split('\n').slice(1)).toEqual([
      'FROM scratch',
      'ADD rootfs.tar /',
      'CMD ["bash"]',
      'ENV A=1',
      'RUN make',
    ]);
  });

  it('does not take a sibling for the base', () => {
    const sibling = named('sibling', ['other:1'], [layerId('a')], 100_000);
    const siblingSteps = [...baseSteps, ...buildkit({ by: 'ENV OTHER=1', at: 100 })];
    const others = [
      { ...sibling, history: newestFirst(siblingSteps) },
      { ...base, history: newestFirst(baseSteps) },
    ];
    expect(explainImage(app, newestFirst(appSteps), others).system).toMatchObject({ imageId: 'base' });
  });

  it('marks what a commit on a known base changed', () => {
    const steps = [
      ...baseSteps,
      ...entries({ by: 'bash', size: 3, at: 900 }),
      ...buildkit({ by: 'CMD ["x"]', at: 901 }),
    ];
    const { history, dockerfile } = explainImage(app, newestFirst(steps), [
      { ...base, history: newestFirst(baseSteps) },
    ]);
    expect(history.unaudited).toEqual([2]);
    expect(dockerfile.notes).toEqual(['commit-layer']);
    expect(dockerfile.text.split('\n').at(-1)).toBe('CMD ["x"]');
  });

  it('reads the old builder the same way', () => {
    const steps = entries(
      { by: '/bin/sh -c #(nop) ADD file:00ff in / ', size: 9, at: 100 },
      { by: nop('CMD ["bash"]'), at: 101 },
      { by: '/bin/sh -c make', size: 3, at: 500 },
    );
    const { history, dockerfile } = explainImage(
      { ...app, config: { ...app.config, command: ['bash'] } },
      newestFirst(steps),
      [base],
    );
    expect(history.alignment).toBe('exact');
    expect(dockerfile.text.split('\n').slice(1)).toEqual(['FROM debian:12', 'RUN make']);
  });
});
