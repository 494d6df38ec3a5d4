import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitContainer } from '../../electron/engine/commit-container';
import { containerChanges } from '../../electron/engine/container-changes';
import type { Engine } from '../../electron/engine/engine';
import { getImage } from '../../electron/engine/get-image';
import { imageHistory } from '../../electron/engine/image-history';
import { importImage } from '../../electron/engine/import-image';
import { inspectImage } from '../../electron/engine/inspect-image';
import { listContainers } from '../../electron/engine/list-containers';
import { listImages } from '../../electron/engine/list-images';
import { loadImages } from '../../electron/engine/load-images';
import { pruneImages } from '../../electron/engine/prune-images';
import { pullImage } from '../../electron/engine/pull-image';
import { pushImage } from '../../electron/engine/push-image';
import { removeImage } from '../../electron/engine/remove-image';
import { tagImage } from '../../electron/engine/tag-image';
import { callEngine } from '../support/engine-call';
import { busyboxRoot, startContainer } from '../support/images';
import { type Podman, startPodman } from '../support/podman';
import { type Registry, startRegistry } from '../support/registry';
import { buildTar } from '../support/tar';
import { archiveOf, collect, connectTo, failureOf, neverAborted } from './connected';
import { listen } from './listen';

const signal = neverAborted;

describe("Podman's compatible API", () => {
  let podman: Podman;
  let registry: Registry;
  let engine: Engine;
  let base = '';

  beforeAll(async () => {
    registry = await startRegistry();
    podman = await startPodman([registry.name]);
    engine = await connectTo(podman.host);
    const root = Readable.from([await buildTar(await busyboxRoot())]);
    const input = { reference: 'pod/base:1', message: 'imported', changes: ['CMD ["/bin/sh"]'] };
    const messages = await collect(importImage(engine, root, input, { signal }));
    base = (await inspectImage(engine, 'pod/base:1')).id;
    expect(messages.length).toBeGreaterThan(0);
  });
  afterAll(async () => {
    engine?.close();
    await Promise.all([podman?.stop(), registry.stop()]);
  });

  it('is known for what it is', () => {
    expect(engine.info).toMatchObject({ product: 'podman', version: podman.version, imageStore: 'unknown' });
    expect(engine.info.capabilities.buildkit.available).toBe(false);
  });

  it('lists images under the names that people use', async () => {
    await tagImage(engine, { source: base, reference: 'alone' });
    const listed = (await listImages(engine)).find(({ id }) => id === base);
    expect(listed?.references).toEqual(['alone:latest', 'pod/base:1']);
    expect(await getImage(engine, 'pod/base:1')).toEqual(listed);
    expect((await removeImage(engine, { target: 'alone:latest', force: false })).untagged).toHaveLength(1);
  });

  it('shows one image', async () => {
    expect(await inspectImage(engine, base)).toMatchObject({
      id: base,
      os: 'linux',
      layers: [expect.stringMatching(/^sha256:/)],
      config: { command: ['/bin/sh'] },
    });
    expect(await imageHistory(engine, base)).toHaveLength(1);
    expect(await getImage(engine, 'pod/never:1')).toBeNull();
    expect(await failureOf(inspectImage(engine, 'pod/never:1'))).toMatchObject({ code: 'not-found' });
  });

  it('pushes and pulls', async () => {
    const reference = `${registry.name}/pod/sent:1`;
    await tagImage(engine, { source: base, reference });
    await collect(pushImage(engine, { reference }, { signal }));
    await removeImage(engine, { target: reference, force: false });
    await collect(pullImage(engine, { reference }, { signal }));
    expect((await getImage(engine, reference))?.references).toContain(reference);
    const missing = `${registry.name}/pod/missing:1`;
    expect(await failureOf(collect(pullImage(engine, { reference: missing }, { signal })))).toMatchObject({
      code: 'not-found',
    });
    expect(
      await failureOf(collect(pullImage(engine, { reference: '127.0.0.1:9/x:1' }, { signal }))),
    ).toMatchObject({
      code: 'network-down',
    });
  });

  it('tells what happens, under the names that people use', async () => {
    const { until, stop } = await listen(engine);
    await tagImage(engine, { source: base, reference: 'pod/heard:1' });
    expect(await until(({ name }) => name === 'pod/heard:1')).toMatchObject({ kind: 'image', action: 'tag' });
    await stop();
    await removeImage(engine, { target: 'pod/heard:1', force: false });
  });

  it('says why it does not pull all tags at once', async () => {
    const pulling = collect(
      pullImage(engine, { reference: `${registry.name}/pod/sent`, allTags: true }, { signal }),
    );
    expect(await failureOf(pulling)).toMatchObject({
      code: 'unsupported',
      detail: expect.stringMatching(/Podman/),
    });
  });

  it('saves and loads', async () => {
    await tagImage(engine, { source: base, reference: 'pod/kept:1' });
    const archive = await archiveOf(engine, ['pod/kept:1']);
    await removeImage(engine, { target: 'pod/kept:1', force: false });
    await collect(loadImages(engine, Readable.from([archive]), { signal }));
    expect(await getImage(engine, 'pod/kept:1')).not.toBeNull();
    expect(
      (await failureOf(collect(loadImages(engine, Readable.from([Buffer.alloc(3000, 'a')]), { signal }))))
        .code,
    ).toBe('bad-archive');
  });

  it('commits, and names the container that keeps an image', async () => {
    const id = await startContainer(podman, {
      image: 'pod/base:1',
      name: 'pod',
      command: ['/bin/touch', '/new'],
    });
    await callEngine(podman, { method: 'POST', path: `/containers/${id}/wait` });
    expect((await containerChanges(engine, 'pod')).changes).toContainEqual({ path: '/new', kind: 'added' });
    expect((await listContainers(engine)).find((container) => container.id === id)).toMatchObject({
      name: 'pod',
      imageId: base,
      state: 'exited',
    });
    const input = {
      containerId: id,
      reference: 'pod/made:1',
      author: 'ann',
      message: '',
      pause: false,
      changes: [],
    };
    expect(await commitContainer(engine, input)).toBe((await inspectImage(engine, 'pod/made:1')).id);
    expect(await failureOf(removeImage(engine, { target: base, force: false }))).toMatchObject({
      code: 'image-in-use',
    });
    await callEngine(podman, { method: 'DELETE', path: `/containers/${id}` });
  });

  it('prunes', async () => {
    const root = Readable.from([await buildTar([{ name: 'pruned' }])]);
    await collect(importImage(engine, root, { message: '', changes: [] }, { signal }));
    const pruned = await pruneImages(engine, { mode: 'dangling' });
    expect(pruned.deleted).toHaveLength(1);
  });
});
