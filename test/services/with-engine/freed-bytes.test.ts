import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds } from '../../engine/connected';
import { callEngine } from '../../support/engine-call';
import { type Engine, startEngine } from '../../support/engines';
import { buildImage, busyboxRoot, commitImage, importImage } from '../../support/images';
import { type RunningServices, startServices } from '../running-services';

describe.each(kinds)('what removing frees with the %s store', (kind) => {
  // Of its own: with containers whose images are gone, as other tests may leave them, nothing of this can be told.
  let engine: Engine;
  let running: RunningServices;
  let engineId: string;

  beforeAll(async () => {
    engine = await startEngine(kind);
    running = await startServices({ host: engine.host });
    engineId = await running.connected();
    // A root like those of other tests would share its layer with their images.
    const own = { name: 'etc/own', content: randomBytes(1_000) };
    await importImage(engine, 'freed/base:1', [...(await busyboxRoot()), own]);
    await onBase('freed/one:1', 'freed/base:1', 200_000);
    await onBase('freed/two:1', 'freed/one:1', 100_000);
    await onBase('freed/aside:1', 'freed/base:1', 50_000);
    await commitImage(engine, 'freed/committed:1', 'freed/base:1', 'echo more > /more');
    await onBase('freed/alone:1', 'scratch', 70_000);
    // What the cache of builds holds as well is freed with it only.
    await callEngine(engine, { method: 'POST', path: '/build/prune?all=true' });
  });
  afterAll(async () => {
    await running.stop();
    await engine.stop();
  });

  async function onBase(tag: string, base: string, bytes: number): Promise<void> {
    await buildImage(engine, {
      tag,
      builder: 'buildkit',
      dockerfile: `FROM ${base}\nENV FROM=${base}\nCOPY data /${bytes}\n`,
      files: [{ name: 'data', content: randomBytes(bytes) }],
    });
  }

  /** By the engine's own account. */
  async function used(): Promise<number> {
    const answer = await callEngine(engine, { path: '/system/df' });
    return (answer as { LayersSize: number }).LayersSize;
  }

  /** What the preview tells of removing these, at once or when asked again, and what is then really freed. */
  async function foretoldAndFreed(names: string[]): Promise<{ foretold: number | null; freed: number }> {
    const ids = await Promise.all(
      names.map((name) => running.until(() => running.services.images.list.holderOf(engineId, name))),
    );
    const preview = await running.ask('images.removePreview', { engineId, targets: ids, force: false });
    const foretold = preview.reclaimBytes ?? (await running.ask('images.freedBytes', { engineId, ids }));
    const before = await used();
    const job = await running.run({ kind: 'remove', engineId, targets: ids, force: false });
    expect(job).toMatchObject({ state: 'done', result: { reclaimedBytes: foretold } });
    await running.until(() => ids.every((id) => !running.services.images.list.image(engineId, id)));
    return { foretold, freed: before - (await used()) };
  }

  it.each([
    ['an image that shares nothing', ['freed/alone:1']],
    ['an image whose base stays', ['freed/two:1']],
    ['images that share with one another and with one that stays', ['freed/one:1', 'freed/aside:1']],
  ])('is foretold to the byte of %s', async (_, names) => {
    const { foretold, freed } = await foretoldAndFreed(names);
    expect(foretold).toBe(freed);
    expect(freed).toBeGreaterThan(0);
  });

  it('is foretold of an image made of a container only where the engine tells all of its layers', async () => {
    const { foretold, freed } = await foretoldAndFreed(['freed/committed:1']);
    expect(foretold).toBe(kind === 'classic' ? freed : null);
  });

  it('is foretold to the byte of the base when nothing stands on it any more', async () => {
    const { foretold, freed } = await foretoldAndFreed(['freed/base:1']);
    expect(foretold).toBe(freed);
    expect(freed).toBeGreaterThan(1_000_000);
  });
});
