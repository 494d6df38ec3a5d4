import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { JobSnapshot } from '../../../electron/contract';
import { callEngine } from '../../support/engine-call';
import { buildBase, buildTinyImage, busyboxRoot, startContainer } from '../../support/images';
import { type Registry, startRegistry } from '../../support/registry';
import { buildTar } from '../../support/tar';
import { temporaryFolder } from '../../support/temporary-folder';
import { type RunningServices, startServices } from '../running-services';

const engines = inject('engines');
const account = { user: 'someone', password: 'pass:word' };
let open: Registry;
let locked: Registry;
let running: RunningServices;
let engineId: string;
let folder: string;

beforeAll(async () => {
  [open, locked] = await Promise.all([startRegistry(), startRegistry({ auth: account, tls: true })]);
});
afterAll(async () => {
  await Promise.all([open.stop(), locked.stop()]);
});
afterEach(() => {
  expect(running.errors).toEqual([]);
});

const idOf = (reference: string) => running.services.images.list.holderOf(engineId, reference);
const state = ({ state: ended, error }: JobSnapshot) => ({ state: ended, error: error?.code ?? null });
const done = { state: 'done', error: null };

describe.each([engines.classic, engines.containerd])('jobs on the $kind engine', (engine) => {
  const name = `jobs-${engine.kind}`;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await buildTinyImage(engine, `${name}/tiny:1`, `${name}\n`);
    running = await startServices({ host: engine.host });
    engineId = await running.connected();
    await running.ask('images.list', { engineId });
  });
  afterAll(async () => {
    await running.stop();
  });

  test('tag, untag and remove', async () => {
    const tagged = await running.run({
      kind: 'tag',
      engineId,
      source: `${name}/tiny:1`,
      reference: `${name}/tiny:2`,
    });
    expect(state(tagged)).toEqual(done);
    await running.until(() => idOf(`${name}/tiny:2`));

    const untagged = await running.run({ kind: 'untag', engineId, references: [`${name}/tiny:2`] });
    expect(untagged.result?.items).toMatchObject([
      { target: `${name}/tiny:2`, outcome: 'untagged', error: null },
    ]);
    await running.until(() => idOf(`${name}/tiny:2`) === undefined);

    await buildTinyImage(engine, `${name}/going:1`, 'going\n');
    await running.until(() => idOf(`${name}/going:1`));
    const id = idOf(`${name}/going:1`) ?? '';
    const preview = await running.ask('images.removePreview', { engineId, targets: [id], force: false });
    const targets = [`${name}/missing:1`, id];
    const removed = await running.run({ kind: 'remove', engineId, targets, force: false });
    expect(state(removed)).toEqual({ state: 'failed', error: 'not-found' });
    expect(removed.result?.items.map(({ outcome }) => outcome)).toEqual(['failed', 'untagged', 'deleted']);
    expect(preview.untagged).toEqual([`${name}/going:1`]);
    expect(preview.deleted.map((image) => image.id)).toEqual([id]);
    await running.until(() => running.services.images.list.image(engineId, id) === undefined);
  });

  test('untagging takes the last name of an image in use only by force', async () => {
    const reference = `${name}/running:1`;
    await buildBase(engine, reference);
    await running.until(() => idOf(reference));
    const command = ['/bin/sleep', '1000'];
    const container = await startContainer(engine, { image: reference, name: `${name}-running`, command });
    const references = [reference];
    const refused = await running.run({ kind: 'untag', engineId, references });
    expect(state(refused)).toEqual({ state: 'failed', error: 'image-in-use' });
    const preview = await running.ask('images.removePreview', { engineId, targets: references, force: true });
    const forced = await running.run({ kind: 'untag', engineId, references, force: true });
    expect(state(forced)).toEqual(done);
    expect(forced.result?.items).toMatchObject([{ target: reference, outcome: 'untagged' }]);
    expect(preview).toMatchObject({ untagged: references, deleted: [], blocked: [] });
    await callEngine(engine, { method: 'DELETE', path: `/containers/${container}?force=1` });
  });

  test('a bad name is refused before anything starts', async () => {
    const bad = running.ask('jobs.start', {
      kind: 'tag',
      engineId,
      source: `${name}/tiny:1`,
      reference: 'Bad Name',
    });
    await expect(bad).rejects.toMatchObject({ appError: { code: 'bad-reference' } });
  });

  test('push to an open registry, remove, and pull again', async () => {
    const reference = `${open.name}/${name}/tiny:1`;
    await running.run({ kind: 'tag', engineId, source: `${name}/tiny:1`, reference });
    const pushed = await running.run({ kind: 'push', engineId, references: [reference] });
    expect(state(pushed)).toEqual(done);
    expect(pushed.result?.digest).toMatch(/^sha256:/);

    await running.run({ kind: 'remove', engineId, targets: [reference], force: false });
    const pulled = await running.run({ kind: 'pull', engineId, reference });
    expect(state(pulled)).toEqual(done);
    expect(pulled.result?.digest).toBe(pushed.result?.digest);
    await running.until(() => idOf(reference));
    expect(await running.ask('registries.tags', { repository: `${open.name}/${name}/tiny` })).toEqual(['1']);
  });

  test('sign in at a registry, push several tags with one sign-in, and sign out', async () => {
    await locked.trustedBy(engine);
    const references = ['a', 'b'].map((tag) => `${locked.name}/${name}:${tag}`);
    for (const reference of references) {
      await running.run({ kind: 'tag', engineId, source: `${name}/tiny:1`, reference });
    }
    const refused = await running.run({ kind: 'push', engineId, references });
    expect(state(refused)).toEqual({ state: 'failed', error: 'unauthorised' });
    expect(refused.error?.next).toContainEqual({ step: 'sign-in', server: locked.name });

    const wrong = running.ask('registries.signIn', {
      server: locked.name,
      username: account.user,
      password: 'no',
    });
    await expect(wrong).rejects.toMatchObject({ appError: { code: 'unauthorised' } });

    const { user: username, password } = account;
    const signedIn = await running.ask('registries.signIn', { server: locked.name, username, password });
    expect(signedIn).toEqual({ server: locked.name, storage: 'file' });
    const again = await running.ask('jobs.retry', { id: refused.id });
    expect(state(await running.ended(again.id))).toEqual(done);
    expect(running.services.jobs.list().some(({ id }) => id === refused.id)).toBe(false);
    const tags = await running.ask('registries.tags', { repository: `${locked.name}/${name}` });
    expect([...tags].sort()).toEqual(['a', 'b']);

    await running.ask('registries.signOut', { server: locked.name });
    const published = JSON.stringify(running.events);
    expect(published).not.toContain(password);
    expect(await readFile(running.configFile, 'utf8')).not.toContain('auth"');
  });

  test('save one image to a file, and load it again', async () => {
    const file = join(folder, `${engine.kind}.tar`);
    const saved = await running.run({
      kind: 'save',
      engineId,
      images: [`${name}/tiny:1`],
      file,
      overwrite: false,
    });
    expect(state(saved)).toEqual(done);
    expect((await stat(file)).size).toBe(saved.result?.bytes);
    expect(await running.ask('app.identifyFile', { path: file })).toMatchObject({
      kind: 'image-archive',
      references: [`${name}/tiny:1`],
    });
    await running.run({ kind: 'remove', engineId, targets: [`${name}/tiny:1`], force: true });
    const loaded = await running.run({ kind: 'load', engineId, file });
    expect(state(loaded)).toEqual(done);
    expect(loaded.result?.references).toEqual([`${name}/tiny:1`]);
    await running.until(() => idOf(`${name}/tiny:1`));

    const notAnArchive = join(folder, 'text.tar');
    await writeFile(notAnArchive, 'no archive');
    const failed = await running.run({ kind: 'load', engineId, file: notAnArchive });
    expect(state(failed)).toEqual({ state: 'failed', error: 'bad-archive' });
    const missing = await running.run({ kind: 'load', engineId, file: join(folder, 'missing.tar') });
    expect(state(missing)).toEqual({ state: 'failed', error: 'file-unreadable' });
  });

  test('import a root file system', async () => {
    const file = join(folder, 'root.tar');
    await writeFile(file, await buildTar(await busyboxRoot()));
    const reference = `${name}/imported:1`;
    const imported = await running.run({
      kind: 'import',
      engineId,
      file,
      reference,
      message: 'by hand',
      changes: ['CMD ["/bin/sh"]'],
    });
    expect(state(imported)).toEqual(done);
    expect(imported.result?.references).toEqual([reference]);
    await running.until(() => idOf(reference));
    const details = await running.ask('images.details', { engineId, id: reference });
    expect(details.command).toEqual(['/bin/sh']);
    expect(details.system).toEqual({ kind: 'base' });
  });

  test('commit a container, look at its changes first, and prune what is dangling', async () => {
    await buildBase(engine, `${name}/base:1`);
    const command = ['/bin/sh', '-c', 'echo new > /new'];
    const id = await startContainer(engine, { image: `${name}/base:1`, name: `${name}-c`, command });
    await callEngine(engine, { method: 'POST', path: `/containers/${id}/wait` });
    const changes = await running.ask('containers.changes', { engineId, id });
    expect(changes.changes).toEqual([{ path: '/new', kind: 'added' }]);

    const spec = {
      kind: 'commit',
      engineId,
      containerId: id,
      author: 'me',
      message: '',
      pause: true,
    } as const;
    const nameless = await running.run({ ...spec, changes: [] });
    const named = await running.run({ ...spec, reference: `${name}/committed:1`, changes: ['ENV A=1'] });
    expect([state(nameless), state(named)]).toEqual([done, done]);
    await running.until(() => idOf(`${name}/committed:1`));
    const [dangling = ''] = nameless.result?.imageIds ?? [];
    await running.until(() => running.services.images.list.image(engineId, dangling));

    const details = await running.ask('images.details', { engineId, id: `${name}/committed:1` });
    expect(details.environment).toContain('A=1');
    // Other tests of the engine may have given the same base further names.
    const references = expect.arrayContaining([`${name}/base:1`]);
    expect(details.system).toMatchObject({ kind: 'based-on', references });
    const history = await running.ask('images.history', { engineId, id: `${name}/committed:1` });
    expect(history.steps.map(({ origin }) => origin)).toContain('commit');

    const preview = await running.ask('images.prunePreview', { engineId, mode: 'dangling' });
    expect(preview.images.map((image) => image.id)).toContain(dangling);
    const pruned = await running.run({ kind: 'prune', engineId, mode: 'dangling' });
    expect(state(pruned)).toEqual(done);
    expect([...(pruned.result?.imageIds ?? [])].sort()).toEqual(
      preview.images.map((image) => image.id).sort(),
    );
    await running.until(() => running.services.images.list.image(engineId, dangling) === undefined);
    await callEngine(engine, { method: 'DELETE', path: `/containers/${id}` });
  });

  test('facts, JSON, Dockerfile and completion of a local image', async () => {
    const id = idOf(`${name}/tiny:1`) ?? '';
    const facts = await running.ask('images.facts', { engineId, ids: [id] });
    expect(facts[id]).toMatchObject({ platform: 'linux/amd64', layers: 1 });
    const json = await running.ask('images.json', { engineId, id });
    expect(JSON.parse(json)).toMatchObject({ Architecture: 'amd64' });
    const dockerfile = await running.ask('images.dockerfile', { engineId, id });
    expect(dockerfile.text).toContain('ENTRYPOINT ["/hello"]');
    const names = await running.ask('images.complete', { engineId, text: `${name}/ti` });
    expect(names).toContain(`${name}/tiny:1`);
    const check = await running.ask('images.checkReference', { engineId, text: `${name}/tiny:1` });
    expect(check).toMatchObject({ valid: true, existing: id });
  });
});
