import { describe, expect, it } from 'vitest';
import { BuildkitBuild } from '../../../electron/core/build/buildkit-build';
import type { BuildkitStatus, BuildkitVertex } from '../../../electron/core/buildkit-status';

const vertex = (more: Partial<BuildkitVertex>): BuildkitVertex => ({
  digest: 'sha256:a',
  inputs: [],
  name: '[1/1] RUN make',
  cached: false,
  started: null,
  completed: null,
  error: '',
  ...more,
});

const status = (more: Partial<BuildkitStatus>): BuildkitStatus => ({
  vertexes: [],
  statuses: [],
  logs: [],
  warnings: [],
  ...more,
});

describe('steps of a BuildKit build', () => {
  it('know their stage and place, and what they need', () => {
    const build = new BuildkitBuild();
    build.fold(
      status({
        vertexes: [
          vertex({ digest: 'a', name: '[internal] load .dockerignore' }),
          vertex({ digest: 'b', name: '[tools 2/10] COPY a b', inputs: ['a'] }),
          vertex({ digest: 'c', name: '[3/4] RUN echo [not a stage]' }),
          vertex({ digest: 'd', name: 'exporting to image' }),
        ],
      }),
    );
    const steps = build
      .run()
      .steps.map(({ stage, place, text, inputs }) => [stage, place, text, inputs.join()]);
    expect(steps).toEqual([
      ['internal', '', 'load .dockerignore', ''],
      ['', '3/4', 'RUN echo [not a stage]', ''],
      ['tools', '2/10', 'COPY a b', 'a'],
      ['', '', 'exporting to image', ''],
    ]);
  });

  it('begin a line of their own in the log, whatever the step before has left open', () => {
    const build = new BuildkitBuild();
    const print = (text: string) => [{ vertex: 'a', bytes: new TextEncoder().encode(text) }];
    const begin = (digest: string) => [vertex({ digest, name: `[${digest} 1/1] RUN true`, started: 5 })];
    let log = build.fold(status({ vertexes: begin('a'), logs: print('no line end') }));
    log += build.fold(status({ vertexes: [vertex({ digest: 'a', started: 5, completed: 6 })] }));
    log += build.fold(status({ logs: print(' and more') }));
    log += build.fold(status({ vertexes: begin('b'), logs: print('whole\n') }));
    log += build.fold(status({ vertexes: begin('c') }));
    expect(log.split('\n')).toEqual([
      '[a 1/1] RUN true',
      'no line end and more',
      '[b 1/1] RUN true',
      'whole',
      '[c 1/1] RUN true',
      '',
    ]);
  });

  it('go from waiting over running to how they ended', () => {
    const build = new BuildkitBuild();
    const states = () => build.run().steps.map(({ state }) => state);
    build.fold(status({ vertexes: [vertex({})] }));
    expect(states()).toEqual(['waiting']);
    build.fold(status({ vertexes: [vertex({ started: 5 })] }));
    expect(states()).toEqual(['running']);
    build.fold(status({ vertexes: [vertex({ started: 5, completed: 9 })] }));
    expect(states()).toEqual(['done']);
    build.fold(status({ vertexes: [vertex({ digest: 'b', cached: true, started: 5, completed: 5 })] }));
    build.fold(
      status({ vertexes: [vertex({ digest: 'c', started: 5, completed: 6, error: 'exit code: 1' })] }),
    );
    build.fold(
      status({ vertexes: [vertex({ digest: 'd', started: 5, completed: 6, error: 'context canceled' })] }),
    );
    expect(states()).toEqual(['done', 'cached', 'failed', 'cancelled']);
  });

  it('that still ran when the build failed were cancelled by it', () => {
    const build = new BuildkitBuild();
    build.fold(status({ vertexes: [vertex({ started: 5 })] }));
    build.end('failed');
    expect(build.run().steps[0]?.state).toBe('cancelled');
  });

  it('have logs of their own, in which no character is broken by where it was cut', () => {
    const build = new BuildkitBuild();
    const bytes = Buffer.from('grün\n');
    build.fold(status({ vertexes: [vertex({ started: 1 })] }));
    build.fold(status({ logs: [{ vertex: 'sha256:a', bytes: bytes.subarray(0, 3) }] }));
    build.fold(status({ logs: [{ vertex: 'sha256:a', bytes: bytes.subarray(3) }] }));
    expect(build.stepLog('sha256:a')).toBe('grün\n');
    expect(build.run().steps[0]?.hasLog).toBe(true);
    expect(build.stepLog('unknown')).toBe('');
  });

  it('count the bytes of what they pull, with a total only when every part has one', () => {
    const build = new BuildkitBuild();
    const transfer = { vertex: 'sha256:a', done: false };
    build.fold(status({ vertexes: [vertex({ started: 1 })] }));
    build.fold(status({ statuses: [{ ...transfer, id: 'x', current: 5, total: 10 }] }));
    build.fold(status({ statuses: [{ ...transfer, id: 'y', current: 1, total: 0 }] }));
    expect(build.run().steps[0]).toMatchObject({ current: 6, total: null });
    build.fold(status({ statuses: [{ ...transfer, id: 'y', current: 2, total: 2 }] }));
    expect(build.rows()[0]).toMatchObject({ current: 7, total: 12 });
  });

  it('stand as a Dockerfile tells them, whatever order they are named in', () => {
    const build = new BuildkitBuild();
    build.fold(
      status({
        vertexes: [
          vertex({ digest: 'x', name: 'exporting to image' }),
          vertex({ digest: 'f2', name: '[final 2/2] COPY --from=tools /a /a', inputs: ['f1', 't2'] }),
          vertex({ digest: 't2', name: '[tools 2/2] RUN make', inputs: ['t1'] }),
          vertex({ digest: 'f1', name: '[final 1/2] FROM base' }),
          vertex({ digest: 't1', name: '[tools 1/2] FROM base' }),
          vertex({ digest: 'i', name: '[internal] load build definition' }),
        ],
      }),
    );
    expect(build.run().steps.map(({ id }) => id)).toEqual(['i', 't1', 't2', 'f1', 'f2', 'x']);
  });

  it('and the checks of the Dockerfile are kept with their lines', () => {
    const build = new BuildkitBuild();
    build.fold(
      status({ warnings: [{ vertex: 'a', text: 'MaintainerDeprecated (line 3)', url: '', line: 3 }] }),
    );
    expect(build.run().warnings).toEqual([{ text: 'MaintainerDeprecated', url: '', line: 3 }]);
  });

  it('count a million updates of what they send, and no more things than an image can have', () => {
    const build = new BuildkitBuild();
    build.fold(
      status({ vertexes: [vertex({ digest: 'a', started: 1 }), vertex({ digest: 'b', started: 1 })] }),
    );
    for (let update = 1; update <= 1_000_000; update += 1) {
      const transfer = { current: update, total: 1_000_000, done: false };
      const statuses = [
        { ...transfer, id: 'layer', vertex: 'a' },
        { ...transfer, id: `layer ${update}`, vertex: 'b', current: 1, total: 1 },
      ];
      build.fold(status({ statuses }));
    }
    const [a, b] = build.run().steps;
    expect(a).toMatchObject({ current: 1_000_000, total: 1_000_000 });
    expect(b?.current).toBe(1_000);
  });
});
