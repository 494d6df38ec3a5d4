import { describe, expect, it } from 'vitest';
import { ClassicBuild } from '../../../electron/core/build/classic-build';
import type { StreamMessage } from '../../../electron/core/stream-message';

function message(more: Partial<StreamMessage>): StreamMessage {
  return {
    id: '',
    status: '',
    stream: '',
    error: '',
    errorCode: 0,
    current: null,
    total: null,
    units: '',
    aux: null,
    ...more,
  };
}

function drawn(rows: { id: string; label: string; phase: string }[]): string {
  return rows.map(({ id, label, phase }) => `${id} ${label}: ${phase}`).join('\n');
}

describe('steps of a classic build', () => {
  it('are done, cached or running as the builder goes on', () => {
    const progress = new ClassicBuild();
    for (const stream of [
      'Step 1/3 : FROM base:1',
      '\n',
      ' ---> 8d24bd1a3b1c\n',
      'Step 2/3 : RUN make',
      ' ---> Using cache\n',
      'Step 3/3 : CMD ["app"]',
    ]) {
      progress.fold(message({ stream }));
    }
    expect(drawn(progress.rows())).toBe('1 FROM base:1: done\n2 RUN make: cached\n3 CMD ["app"]: running');
  });

  it('names the step that failed and leaves the others as they ended', () => {
    const progress = new ClassicBuild();
    progress.fold(message({ stream: 'Step 1/2 : FROM scratch' }));
    progress.fold(message({ stream: 'Step 2/2 : COPY missing /' }));
    progress.end('failed');
    expect(drawn(progress.rows())).toBe('1 FROM scratch: done\n2 COPY missing /: failed');
  });

  it('names the image of the last good step of the stage that failed', () => {
    const progress = new ClassicBuild();
    const tell = (...streams: string[]) => {
      for (const stream of streams) progress.fold(message({ stream }));
    };
    tell(
      'Step 1/5 : FROM base:1',
      ' ---> 8d24bd1a3b1c\n',
      'Step 2/5 : RUN make',
      ' ---> Running in 5c1a2b3c4d5e\n',
    );
    tell(' ---> 77d1bd1a3b1c\n');
    expect(progress.run().lastGoodImage).toBeUndefined();
    tell('Step 3/5 : RUN false', ' ---> Running in 0c1a2b3c4d5e\n');
    progress.end('failed');
    expect(progress.run().lastGoodImage).toBe('77d1bd1a3b1c');
  });

  it('names none where the stage has no image yet', () => {
    const progress = new ClassicBuild();
    for (const stream of ['Step 1/3 : FROM base:1', ' ---> 8d24bd1a3b1c\n', 'Step 2/3 : FROM scratch']) {
      progress.fold(message({ stream }));
    }
    progress.fold(message({ stream: ' ---> \n' }));
    progress.fold(message({ stream: 'Step 3/3 : COPY missing /' }));
    progress.end('failed');
    expect(progress.run().lastGoodImage).toBeUndefined();
  });

  it('keeps the image id that the engine reports beside its text', () => {
    const progress = new ClassicBuild();
    progress.fold(message({ aux: { ID: 'sha256:ab' } }));
    progress.fold(message({ stream: 'Successfully built ab\n' }));
    expect(progress.imageId()).toBe('sha256:ab');
  });

  it('are not taken from what a command prints, for one that builds an image itself', () => {
    const build = new ClassicBuild();
    build.fold(message({ stream: 'Step 1/3 : FROM base:1' }));
    build.fold(message({ stream: 'Step 2/3 : RUN docker build .' }));
    for (const stream of ['Step 1/9 : FROM other\n', 'Step 3/9 : RUN x\n', 'Step 2/3 : RUN y\n'])
      build.fold(message({ stream }));
    build.fold(message({ stream: 'Step 3/3 : CMD app' }));
    expect(build.rows().map(({ label }) => label)).toEqual(['FROM base:1', 'RUN docker build .', 'CMD app']);
    expect(build.stepLog('2')).toBe('Step 1/9 : FROM other\nStep 3/9 : RUN x\nStep 2/3 : RUN y\n');
  });
});
