import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { busyboxRoot } from '../../support/images';
import { type Podman, startPodman } from '../../support/podman';
import { buildTar } from '../../support/tar';
import { temporaryFolder } from '../../support/temporary-folder';
import { type RunningServices, startServices } from '../running-services';

let podman: Podman;
let running: RunningServices;
let engineId: string;
let folder: string;

beforeAll(async () => {
  podman = await startPodman();
  running = await startServices({ host: podman.host });
  engineId = await running.connected();
  folder = await temporaryFolder();
});
afterAll(async () => {
  await running.stop();
  await podman.stop();
});

const list = () => running.services.images.list;

test("Podman's images are imported, tagged, saved, removed and loaded like any other's", async () => {
  const file = join(folder, 'root.tar');
  await writeFile(file, await buildTar(await busyboxRoot()));
  const imported = await running.run({
    kind: 'import',
    engineId,
    file,
    reference: 'localhost/pod:1',
    message: '',
    changes: [],
  });
  expect(imported).toMatchObject({ state: 'done' });
  const id = await running.until(() => list().holderOf(engineId, 'localhost/pod:1'));

  await running.run({ kind: 'tag', engineId, source: 'localhost/pod:1', reference: 'localhost/pod:2' });
  await running.until(() => list().holderOf(engineId, 'localhost/pod:2') === id);

  const archive = join(folder, 'saved.tar');
  const images = ['localhost/pod:1'];
  expect(
    await running.run({ kind: 'save', engineId, images, file: archive, overwrite: false }),
  ).toMatchObject({
    state: 'done',
  });
  const details = await running.ask('images.details', { engineId, id });
  expect(details.layers).toHaveLength(1);

  const removed = await running.run({ kind: 'remove', engineId, targets: [id], force: false });
  expect(removed).toMatchObject({ state: 'done' });
  await running.until(() => list().image(engineId, id) === undefined);

  expect(await running.run({ kind: 'load', engineId, file: archive })).toMatchObject({
    state: 'done',
    result: { references: ['localhost/pod:1'] },
  });
  await running.until(() => list().holderOf(engineId, 'localhost/pod:1'));
  expect(running.errors).toEqual([]);
});

test("the layers of its images are read like any other engine's", async () => {
  const file = join(folder, 'layers.tar');
  await writeFile(file, await buildTar([...(await busyboxRoot()), { name: 'etc/motd', content: 'hello\n' }]));
  const reference = 'localhost/layers:1';
  await running.run({ kind: 'import', engineId, file, reference, message: '', changes: [] });
  const id = await running.until(() => list().holderOf(engineId, reference));
  const source = { kind: 'image' as const, engineId, id };
  const job = await running.run({ kind: 'analyse', engineId, source });
  expect(job).toMatchObject({ state: 'done', subject: reference });
  const opened = await running.ask('layers.open', { source });
  if (opened.state !== 'ready') throw new Error(opened.state);
  const { treeId, layers, damage } = opened.analysis;
  expect({ layers: layers.length, damage }).toEqual({ layers: 1, damage: [] });
  const { node } = await running.ask('layers.find', { treeId, path: 'etc/motd' });
  const preview = await running.ask('layers.preview', { treeId, node: node ?? -1, layer: 0 });
  expect(preview).toMatchObject({ kind: 'text', text: 'hello\n' });
});

test('what Podman cannot do is refused with the reason', async () => {
  const pull = running.ask('jobs.start', { kind: 'pull', engineId, reference: 'a/b', allTags: true });
  await expect(pull).rejects.toMatchObject({ appError: { code: 'unsupported' } });
});
