import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistryCredentials } from '../../electron/engine/engine';
import { getImage } from '../../electron/engine/get-image';
import { inspectImage } from '../../electron/engine/inspect-image';
import { pullImage } from '../../electron/engine/pull-image';
import { pushImage } from '../../electron/engine/push-image';
import { removeImage } from '../../electron/engine/remove-image';
import { tagImage } from '../../electron/engine/tag-image';
import { buildTinyImage } from '../support/images';
import { type Registry, startRegistry } from '../support/registry';
import { collect, failureOf, kinds, neverAborted, useEngine } from './connected';

const signal = neverAborted;
const account = { user: 'ann', password: 'hunter2+/~é' };

describe.each(kinds)('a registry with accounts over TLS, asked by the %s engine', (kind) => {
  const subject = useEngine(kind);
  let registry: Registry;
  let credentials: RegistryCredentials;
  let reference = '';

  beforeAll(async () => {
    registry = await startRegistry({ auth: account, tls: true, address: subject.address.gateway });
    await registry.trustedBy(subject.address);
    reference = `${registry.name}/team/app:1`;
    const { user: username, password } = account;
    credentials = { serverAddress: registry.name, username, password, identityToken: '' };
    await buildTinyImage(subject.address, reference, 'pushed');
  });
  afterAll(() => registry.stop());

  const push = (name = reference, as: RegistryCredentials | undefined = credentials) =>
    collect(pushImage(subject.engine, { reference: name, credentials: as }, { signal }));
  const pull = (name = reference, more: { platform?: string; allTags?: boolean } = {}) =>
    collect(pullImage(subject.engine, { reference: name, credentials, ...more }, { signal }));
  const refused = { code: 'unauthorised', params: { server: '' }, next: [{ step: 'sign-in', server: '' }] };
  const refusedBy = (name: string) => ({
    ...refused,
    params: { server: name },
    next: [{ step: 'sign-in', server: name }],
  });

  it('takes an image and tells its digest', async () => {
    const messages = await push();
    expect(messages.some(({ status }) => status === 'Pushed')).toBe(true);
    expect(messages.map(({ status }) => status).join('\n')).toMatch(
      /1: digest: sha256:[0-9a-f]{64} size: \d+/,
    );
  });

  it('gives it back', async () => {
    await push();
    await removeImage(subject.engine, { target: reference, force: true });
    const messages = await pull();
    expect(messages.at(-1)?.status).toBe(`Status: Downloaded newer image for ${reference}`);
    expect((await getImage(subject.engine, reference))?.references).toEqual([reference]);
  });

  it('says when there is nothing newer', async () => {
    await push();
    expect((await pull()).at(-1)?.status).toBe(`Status: Image is up to date for ${reference}`);
  });

  it('gives an image by its digest, which then has no tag and is found all the same', async () => {
    const single = `${registry.name}/team/by-digest:1`;
    await buildTinyImage(subject.address, single, 'by digest');
    const digest = /sha256:[0-9a-f]{64}/.exec(
      (await push(single)).map(({ status }) => status).join('\n'),
    )?.[0];
    await removeImage(subject.engine, { target: single, force: true });
    await pull(`${registry.name}/team/by-digest@${digest}`);
    const image = await getImage(subject.engine, `${registry.name}/team/by-digest@${digest}`);
    expect(image).toMatchObject({ references: [], digests: [`${registry.name}/team/by-digest@${digest}`] });
  });

  it('gives all tags of a repository, and only the default one when none is written', async () => {
    const several = `${registry.name}/team/several`;
    for (const tag of ['latest', 'old']) {
      await buildTinyImage(subject.address, `${several}:${tag}`, tag);
      await push(`${several}:${tag}`);
      await removeImage(subject.engine, { target: `${several}:${tag}`, force: true });
    }
    await pull(several);
    expect(await getImage(subject.engine, `${several}:old`)).toBeNull();
    await pull(several, { allTags: true });
    expect((await getImage(subject.engine, `${several}:old`))?.references).toEqual([`${several}:old`]);
  });

  it('gives the image of a platform where it has one', async () => {
    await push();
    await pull(reference, { platform: 'linux/amd64' });
    expect((await inspectImage(subject.engine, reference)).architecture).toBe('amd64');
    expect(await failureOf(pull(reference, { platform: 'no/such/thing/at/all' }))).toMatchObject({
      code: 'bad-input',
    });
  });

  it('refuses who has no account, and wrong passwords', async () => {
    const nobody = await failureOf(collect(pushImage(subject.engine, { reference }, { signal })));
    expect(nobody).toMatchObject(refusedBy(registry.name));
    const wrong = { ...credentials, password: 'wrong' };
    expect(await failureOf(push(reference, wrong))).toMatchObject(refusedBy(registry.name));
    const pulling = collect(pullImage(subject.engine, { reference, credentials: wrong }, { signal }));
    expect(await failureOf(pulling)).toMatchObject(refusedBy(registry.name));
    expect(JSON.stringify(nobody)).not.toContain(account.password);
  });

  it('does not know every name', async () => {
    const missing = `${registry.name}/team/missing:1`;
    expect(await failureOf(pull(missing))).toMatchObject({
      code: 'not-found',
      params: { reference: missing, server: registry.name },
    });
  });

  it('cannot be sent what the engine does not have', async () => {
    const missing = `${registry.name}/team/unmade:1`;
    expect(await failureOf(push(missing))).toMatchObject({
      code: 'not-found',
      params: { reference: missing },
    });
  });
});

describe.each(kinds)('other registries, asked by the %s engine', (kind) => {
  const subject = useEngine(kind);
  const pull = (reference: string) => collect(pullImage(subject.engine, { reference }, { signal }));
  const push = async (reference: string) => {
    await buildTinyImage(subject.address, 'elsewhere/app:1', 'elsewhere');
    await tagImage(subject.engine, { source: 'elsewhere/app:1', reference });
    return await collect(pushImage(subject.engine, { reference }, { signal }));
  };

  it('need no account when they are open', async () => {
    const registry = await startRegistry();
    const reference = `${registry.name}/app:1`;
    await push(reference);
    expect((await pull(reference)).at(-1)?.status).toMatch(/^Status: Image is up to date/);
    await registry.stop();
  });

  it('are not trusted with a certificate that nobody knows', async () => {
    const registry = await startRegistry({ tls: true, address: subject.address.gateway });
    const failure = { code: 'tls-failure', params: { server: registry.name }, next: [{ step: 'retry' }] };
    expect(await failureOf(pull(`${registry.name}/app:1`))).toMatchObject(failure);
    expect(await failureOf(push(`${registry.name}/app:1`))).toMatchObject(failure);
    await registry.stop();
  });

  it.each(['127.0.0.1:9/app:1', 'nowhere.invalid/app:1'])('cannot be reached at %s', async (reference) => {
    expect(await failureOf(pull(reference))).toMatchObject({
      code: 'network-down',
      params: { server: reference.split('/')[0] },
      next: [{ step: 'retry' }],
    });
  });

  it('are not even asked for a name that is none', async () => {
    expect(await failureOf(pull('Not/A/Name'))).toMatchObject({ code: 'bad-reference' });
  });
});

// The graph driver's engine says the same after five tries, which take it most of a minute.
describe('a full registry, asked by the containerd engine', () => {
  const subject = useEngine('containerd');

  it('takes no more', async () => {
    const registry = await startRegistry({ capacity: 4096 });
    const reference = `${registry.name}/app:1`;
    await buildTinyImage(subject.address, reference, 'too much');
    const failure = await failureOf(collect(pushImage(subject.engine, { reference }, { signal })));
    expect(failure).toMatchObject({ code: 'registry-error', params: { server: registry.name } });
    await registry.stop();
  });
});
