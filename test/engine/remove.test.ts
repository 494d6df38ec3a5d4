import { beforeAll, describe, expect, it } from 'vitest';
import { getImage } from '../../electron/engine/get-image';
import { listImages } from '../../electron/engine/list-images';
import { pruneImages } from '../../electron/engine/prune-images';
import { removeImage } from '../../electron/engine/remove-image';
import { tagImage } from '../../electron/engine/tag-image';
import { callEngine } from '../support/engine-call';
import { startEngine } from '../support/engines';
import { buildBase, buildImage, buildTinyImage, startContainer } from '../support/images';
import { connectTo, failureOf, kinds, useEngine } from './connected';

describe.each(kinds)('removing on the %s engine', (kind) => {
  const subject = useEngine(kind);
  const remove = (target: string, force = false) => removeImage(subject.engine, { target, force });

  it('untags one name of several and deletes with the last', async () => {
    const id = await buildTinyImage(subject.address, 'gone/twice:1', 'twice');
    await tagImage(subject.engine, { source: id, reference: 'gone/twice:2' });
    expect(await remove('gone/twice:1')).toEqual({ untagged: ['gone/twice:1'], deleted: [] });
    const last = await remove('gone/twice:2');
    expect(last.untagged).toContain('gone/twice:2');
    expect(last.deleted).toContain(id);
    expect(await getImage(subject.engine, id)).toBeNull();
  });

  it('is refused by id while several names have it, and force takes all', async () => {
    const id = await buildTinyImage(subject.address, 'gone/several:1', 'several');
    await tagImage(subject.engine, { source: id, reference: 'gone/others:1' });
    expect(await failureOf(remove(id))).toMatchObject({
      code: 'image-in-use',
      params: { reason: 'several-references' },
      next: [{ step: 'force' }],
    });
    expect((await remove(id, true)).untagged.sort()).toEqual(
      expect.arrayContaining(['gone/others:1', 'gone/several:1']),
    );
  });

  it('is refused, whatever the force, while a container runs from the image', async () => {
    await buildBase(subject.address, 'gone/base:1');
    const dockerfile = 'FROM gone/base:1\nLABEL gone=running\n';
    const id = await buildImage(subject.address, { tag: 'gone/running:1', dockerfile });
    await startContainer(subject.address, {
      image: id,
      name: 'gone-runner',
      command: ['/bin/sleep', '1000'],
    });
    for (const force of [false, true]) {
      expect(await failureOf(remove(id, force))).toMatchObject({
        code: 'image-in-use',
        params: { reason: 'running-container', containers: 'gone-runner' },
        next: [{ step: 'show-containers', imageId: id }],
      });
    }
    await callEngine(subject.address, { method: 'DELETE', path: '/containers/gone-runner?force=1' });
  });

  it('names the stopped container in the way, and force helps', async () => {
    const id = await buildTinyImage(subject.address, 'gone/stopped:1', 'stopped');
    const container = await startContainer(subject.address, {
      image: 'gone/stopped:1',
      name: 'gone-stopped',
    });
    await callEngine(subject.address, { method: 'POST', path: `/containers/${container}/wait` });
    expect(await failureOf(remove(id))).toMatchObject({
      code: 'image-in-use',
      params: { reason: 'stopped-container', containers: 'gone-stopped', reference: id },
      next: [{ step: 'show-containers', imageId: id }, { step: 'force' }],
    });
    expect((await remove(id, true)).untagged).toContain('gone/stopped:1');
  });

  it('keeps an untagged parent when asked to', async () => {
    const parent = await buildImage(subject.address, { dockerfile: 'FROM scratch\nLABEL gone=parent\n' });
    await buildImage(subject.address, {
      tag: 'gone/child:1',
      dockerfile: `FROM ${parent}\nLABEL gone=child\n`,
    });
    await removeImage(subject.engine, { target: 'gone/child:1', force: false, noPrune: true });
    expect(await getImage(subject.engine, parent)).not.toBeNull();
  });

  it('finds nothing to remove under a name that is not there', async () => {
    expect(await failureOf(remove('gone/never:1'))).toMatchObject({
      code: 'not-found',
      params: { reference: 'gone/never:1' },
    });
  });
});

describe.each(kinds)('pruning on the %s engine', (kind) => {
  let own: Awaited<ReturnType<typeof startEngine>>;
  let engine: Awaited<ReturnType<typeof connectTo>>;

  beforeAll(async () => {
    own = await startEngine(kind);
    engine = await connectTo(own.host);
    return async () => {
      engine.close();
      await own.stop();
    };
  });

  it('takes what has no name, then what no container uses', async () => {
    const used = await buildTinyImage(own, 'kept/used:1', 'used');
    await buildTinyImage(own, 'kept/unused:1', 'unused');
    const dangling = await buildImage(own, { dockerfile: 'FROM scratch\nLABEL pruned=1\n' });
    await startContainer(own, { image: 'kept/used:1', name: 'kept' });

    expect((await pruneImages(engine, { mode: 'dangling' })).deleted).toContain(dangling);
    expect((await listImages(engine)).flatMap(({ references }) => references).sort()).toEqual([
      'kept/unused:1',
      'kept/used:1',
    ]);

    const unused = await pruneImages(engine, { mode: 'unused' });
    expect(unused.untagged).toContain('kept/unused:1');
    expect(unused.reclaimedBytes).toBeGreaterThan(0);
    expect((await listImages(engine)).map(({ id }) => id)).toEqual([used]);
  });

  it('does nothing when there is nothing', async () => {
    expect(await pruneImages(engine, { mode: 'dangling' })).toEqual({
      untagged: [],
      deleted: [],
      reclaimedBytes: 0,
    });
  });
});
