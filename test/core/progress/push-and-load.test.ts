import { describe, expect, it } from 'vitest';
import { loadProgress, pushProgress } from '../../../electron/core/progress';
import { digest, draw, send, sum } from './draw';

describe('push', () => {
  it('follows each layer on graph drivers', () => {
    const push = pushProgress();
    send(
      push,
      `The push refers to repository [docker.io/me/app]
       90ae6026398c: Preparing
       05abe8a5b55d: Preparing
       dbbc1952c497: Preparing
       f2e762784550: Preparing
       dbbc1952c497: Waiting
       05abe8a5b55d: Layer already exists
       dbbc1952c497: Mounted from library/busybox
       f2e762784550: Skipped foreign layer
       90ae6026398c: Pushing [512/4000]`,
    );
    expect(draw(push)).toEqual([
      '90ae6026398c pushing 512/4000',
      '05abe8a5b55d exists',
      'dbbc1952c497 done',
      'f2e762784550 exists',
    ]);
    // The tar's headers are counted, too: more is sent than the total says.
    send(push, '90ae6026398c: Pushing [5632/4000]');
    expect([draw(push)[0], sum(push)]).toEqual(['90ae6026398c pushing 4000/4000', '4000/4000']);
    send(
      push,
      `90ae6026398c: Pushed
       {"status":"1: digest: ${digest} size: 1159"}
       {"progressDetail":{},"aux":{"Tag":"1","Digest":"${digest}","Size":1159}}`,
    );
    expect(draw(push)[0]).toBe('90ae6026398c done 4000/4000');
    expect(push.outcome()).toEqual({
      digest,
      upToDate: false,
      references: ['me/app:1'],
      imageIds: [],
      remarks: [],
    });
  });

  it('says that the registry had everything', () => {
    const push = pushProgress();
    send(push, `The push refers to repository [localhost:5000/app]\n05abe8a5b55d: Layer already exists`);
    expect(push.outcome().upToDate).toBe(false);
    send(push, `{"status":"1: digest: ${digest} size: 1159"}`);
    expect(push.outcome()).toMatchObject({ upToDate: true, references: ['localhost:5000/app:1'] });
  });

  it('pushes all tags of a repository, each with its digest', () => {
    const push = pushProgress();
    send(
      push,
      `The push refers to repository [localhost:5000/app]
       {"status":"1: digest: ${digest} size: 1159"}
       {"status":"2: digest: sha256:${'0'.repeat(64)} size: 1159"}`,
    );
    expect(push.outcome()).toMatchObject({
      digest: null,
      references: ['localhost:5000/app:1', 'localhost:5000/app:2'],
    });
  });

  it('says so when containerd pushes one platform of several', () => {
    const push = pushProgress();
    send(
      push,
      `The push refers to repository [localhost:5000/app]
       999cd591f2bd: Waiting
       822e3c8b1320: Pushing [101/101]
       999cd591f2bd: Unavailable
       822e3c8b1320: Pushed
       {"aux":{"manifestPushedInsteadOfIndex":true,"originalIndex":{},"selectedManifest":{}}}
       {"status":"1: digest: ${digest} size: 3028"}`,
    );
    expect(draw(push)).toEqual(['822e3c8b1320 done 101/101']);
    expect(push.outcome().remarks).toHaveLength(1);
  });

  it('reads no digest out of odd aux members', () => {
    const push = pushProgress();
    send(
      push,
      '{"aux":"text"}\n{"aux":[1]}\n{"aux":{"Tag":1,"Digest":null}}\n{"aux":{"contentMissing":true}}',
    );
    expect(push.outcome()).toMatchObject({ digest: null, references: [] });
  });
});

describe('load and import', () => {
  it('counts layers one after the other and lists what was loaded', () => {
    const load = loadProgress();
    send(
      load,
      `ffd132fe02a0: Loading layer [65536/4001792]
       ffd132fe02a0: Loading layer [4001792/4001792]
       18bd5495a820: Loading layer [32768/90000]`,
    );
    expect(draw(load)).toEqual(['ffd132fe02a0 done 4001792/4001792', '18bd5495a820 extracting 32768/90000']);
    expect(sum(load)).toBe('4034560/4091792');
    send(
      load,
      `{"stream":"The image me/app:1 already exists, renaming the old one with ID sha256:00 to empty string\\n"}
       {"stream":"Loaded image: docker.io/library/busybox:latest\\n"}
       {"stream":"Loaded image: me/app:1\\n"}
       {"stream":"Loaded image ID: ${digest}\\n"}`,
    );
    expect(draw(load)[1]).toBe('18bd5495a820 done 90000/90000');
    expect(load.outcome()).toEqual({
      digest: null,
      upToDate: false,
      references: ['busybox:latest', 'me/app:1'],
      imageIds: [digest],
      remarks: ['The image me/app:1 already exists, renaming the old one with ID sha256:00 to empty string'],
    });
  });

  it('hears of images alone from containerd, and of several in one line from Podman', () => {
    const containerd = loadProgress();
    send(containerd, '{"stream":"Loaded image: me/app:1\\nLoaded image: me/app:2\\n"}');
    expect(containerd.outcome().references).toEqual(['me/app:1', 'me/app:2']);
    const podman = loadProgress();
    send(podman, '{"stream":"Loaded image: localhost/a:1,localhost/b:1"}');
    expect(podman.outcome().references).toEqual(['localhost/a:1', 'localhost/b:1']);
  });

  it('reports an image that was stored and could not be unpacked', () => {
    const load = loadProgress();
    send(
      load,
      '{"stream":"Loaded image: a:1\\n"}\n{"stream":"Error unpacking image a:1: no space left on device\\n"}',
    );
    expect(load.outcome().remarks).toEqual(['Error unpacking image a:1: no space left on device']);
  });

  it('takes the id that an import answers', () => {
    const imported = loadProgress();
    send(imported, `{"status":"${digest}"}`);
    expect(imported.outcome()).toMatchObject({ imageIds: [digest], references: [] });
  });
});
