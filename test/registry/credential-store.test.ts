import { spawnSync } from 'node:child_process';
import { chmod, lstat, mkdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CodedError } from '../../electron/core/coded-error';
import { CredentialStore } from '../../electron/registry/credential-store';
import { HUB_KEY } from '../../electron/registry/server-name';
import { temporaryFolder } from '../support/temporary-folder';
import { installHelper, installScript } from './made-helpers';

let folder: string;
let config: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  config = join(folder, 'docker', 'config.json');
});

function storeWith(env: Record<string, string> = {}, platform: NodeJS.Platform = 'freebsd'): CredentialStore {
  const path = `${join(folder, 'bin')}:/usr/bin:/bin`;
  return new CredentialStore({ env: { PATH: path, ...env }, platform, configFolder: join(folder, 'docker') });
}

async function write(content: unknown): Promise<void> {
  await mkdir(join(folder, 'docker'), { recursive: true });
  await writeFile(config, typeof content === 'string' ? content : JSON.stringify(content));
}

/** What an overview lists once all places have answered. */
async function listed(store: CredentialStore): Promise<{ server: string }[]> {
  return (await Promise.all((await store.parts()).map(({ accounts }) => accounts))).flat();
}

/** Whether a process is there and does not only wait to be noticed as ended. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

const read = async (): Promise<unknown> => JSON.parse(await readFile(config, 'utf8'));
const base64 = (text: string) => Buffer.from(text).toString('base64');
const account = (serverAddress: string) => ({
  serverAddress,
  username: 'me',
  password: 'se:cret',
  identityToken: '',
});

describe('sign-ins in the config file', () => {
  test('are kept as the command line keeps them, for the owner only', async () => {
    expect(await storeWith().store(account('registry.example:5000'))).toBe('file');
    expect(await readFile(config, 'utf8')).toBe(
      `{\n\t"auths": {\n\t\t"registry.example:5000": {\n\t\t\t"auth": "${base64('me:se:cret')}"\n\t\t}\n\t}\n}`,
    );
    expect((await stat(config)).mode & 0o777).toBe(0o600);
    expect(await storeWith().get('registry.example:5000')).toEqual(account('registry.example:5000'));
  });

  test('leave everything else in the file, its mode and its link alone', async () => {
    await write({ currentContext: 'far', auths: { other: { auth: base64('a:b') } }, unheardOf: [1] });
    await chmod(config, 0o640);
    const link = join(folder, 'linked');
    await mkdir(link);
    await symlink(config, join(link, 'config.json'));
    const store = new CredentialStore({ env: { PATH: '' }, platform: 'freebsd', configFolder: link });
    await store.store(account('new'));
    expect(await read()).toEqual({
      currentContext: 'far',
      auths: { other: { auth: base64('a:b') }, new: { auth: base64('me:se:cret') } },
      unheardOf: [1],
    });
    expect((await stat(config)).mode & 0o777).toBe(0o640);
    expect((await lstat(join(link, 'config.json'))).isSymbolicLink()).toBe(true);
    expect(await readlink(join(link, 'config.json'))).toBe(config);
  });

  test('follow a link whose target does not exist yet', async () => {
    await mkdir(join(folder, 'docker'));
    await symlink(join(folder, 'elsewhere.json'), config);
    await storeWith().store(account('new'));
    expect((await lstat(config)).isSymbolicLink()).toBe(true);
    expect(JSON.parse(await readFile(join(folder, 'elsewhere.json'), 'utf8'))).toHaveProperty('auths.new');
  });

  test('of Docker Hub have their own key, whatever Docker Hub is called', async () => {
    await write({
      auths: { [HUB_KEY]: { auth: base64('hubber:x') }, 'docker.io': { auth: base64('wrong:x') } },
    });
    expect(await storeWith().get('docker.io')).toMatchObject({ username: 'hubber', serverAddress: HUB_KEY });
  });

  test('of older releases are found under their URL', async () => {
    await write({ auths: { 'https://old.example/v1/': { auth: base64('me:x') } } });
    expect(await storeWith().get('old.example')).toMatchObject({ username: 'me' });
  });

  test('never go to another registry', async () => {
    await write({
      auths: { 'a.example': { auth: base64('me:x') }, 'a.example:5000': { auth: base64('b:y') } },
    });
    expect(await storeWith().get('b.example')).toBeUndefined();
    expect(await storeWith().get('docker.io')).toBeUndefined();
    expect(await storeWith().get('example')).toBeUndefined();
    expect(await storeWith().get('a.example:5000')).toMatchObject({ username: 'b' });
  });

  test('may be tokens', async () => {
    await write({ auths: { a: { identitytoken: 'token' } } });
    expect(await storeWith().get('a')).toEqual({
      serverAddress: 'a',
      username: '',
      password: '',
      identityToken: 'token',
    });
    expect(await listed(storeWith())).toEqual([{ server: 'a', username: '<token>', storage: 'file' }]);
  });

  test('are forgotten under every spelling', async () => {
    await write({
      auths: { 'https://a.example': { auth: base64('me:x') }, 'a.example': {}, b: { auth: base64('b:c') } },
    });
    await storeWith().erase('a.example');
    expect(await read()).toEqual({ auths: { b: { auth: base64('b:c') } } });
  });

  test('written at the same time are all kept', async () => {
    const store = storeWith();
    await Promise.all(['a', 'b', 'c', 'd'].map((server) => store.store(account(server))));
    // Nothing says who of them comes first.
    expect((await listed(store)).map(({ server }) => server).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a broken file is neither quoted nor overwritten', async () => {
    await write('{"auths": {"a": {"auth": "c2VjcmV0"}}, broken');
    const failure = await storeWith()
      .store(account('b'))
      .catch((thrown: CodedError) => thrown);
    expect(failure).toMatchObject({ appError: { code: 'file-unreadable', params: { path: config } } });
    expect(JSON.stringify(failure)).not.toContain('c2VjcmV0');
    expect(await readFile(config, 'utf8')).toContain('broken');
  });

  test('of DOCKER_AUTH_CONFIG come first', async () => {
    await write({ auths: { a: { auth: base64('file:x') }, b: { auth: base64('file:x') } } });
    const variable = JSON.stringify({ auths: { a: { auth: base64('variable:x') } } });
    const store = storeWith({ DOCKER_AUTH_CONFIG: variable });
    expect(await store.get('a')).toMatchObject({ username: 'variable' });
    expect(await store.get('b')).toMatchObject({ username: 'file' });
  });
});

describe('sign-ins in a credential helper', () => {
  test('go there and leave only a note in the file', async () => {
    await installHelper(folder, 'test');
    await write({ credsStore: 'test' });
    expect(await storeWith().store(account('a.example'))).toBe('test');
    expect(await read()).toEqual({ credsStore: 'test', auths: { 'a.example': {} } });
    expect(await storeWith().get('a.example')).toEqual(account('a.example'));
    expect(await listed(storeWith())).toEqual([{ server: 'a.example', username: 'me', storage: 'test' }]);
    await storeWith().erase('a.example');
    expect(await read()).toEqual({ credsStore: 'test', auths: {} });
    expect(await storeWith().get('a.example')).toBeUndefined();
  });

  test('go to the helper of their server before the general one', async () => {
    await Promise.all([installHelper(folder, 'general'), installHelper(folder, 'special')]);
    await write({ credsStore: 'general', credHelpers: { 'a.example': 'special' } });
    expect(await storeWith().store(account('a.example'))).toBe('special');
    expect(await storeWith().storageFor('a.example')).toBe('special');
    expect(await storeWith().storageFor('b.example')).toBe('general');
  });

  test('may be tokens under a name of their own', async () => {
    await installHelper(folder, 'test');
    await write({ credsStore: 'test' });
    await storeWith().store({ serverAddress: 'a', username: 'me', password: '', identityToken: 'token' });
    expect(await storeWith().get('a')).toEqual({
      serverAddress: 'a',
      username: '',
      password: '',
      identityToken: 'token',
    });
  });

  test("use the platform's helper from the first sign-in on, where it is installed", async () => {
    await installHelper(folder, 'secretservice');
    expect(await storeWith({}, 'linux').storageFor('a')).toBe('secretservice');
    expect(await storeWith({}, 'linux').store(account('a'))).toBe('secretservice');
    expect(await read()).toEqual({ auths: { a: {} }, credsStore: 'secretservice' });
  });

  test('do not use it once there are sign-ins in the file', async () => {
    await installHelper(folder, 'secretservice');
    await write({ auths: { b: { auth: base64('b:c') } } });
    expect(await storeWith({}, 'linux').store(account('a'))).toBe('file');
  });

  test('a helper that is not there is named', async () => {
    await write({ credsStore: 'absent' });
    await expect(storeWith().get('a')).rejects.toMatchObject({
      appError: { code: 'credential-helper', params: { helper: 'absent' } },
    });
    await expect(listed(storeWith())).rejects.toMatchObject({ appError: { code: 'credential-helper' } });
  });

  test('a helper cannot be a path', async () => {
    await write({ credsStore: '../../bin/sh' });
    await expect(storeWith().get('a')).rejects.toMatchObject({ appError: { code: 'credential-helper' } });
  });

  test('a helper that repeats a secret in its failure does not spread it', async () => {
    await installScript(folder, 'loud', 'echo "cannot keep $(cat)"\nexit 1');
    await write({ credsStore: 'loud' });
    const failure = await storeWith()
      .store(account('a'))
      .catch((thrown: CodedError) => thrown);
    expect(failure).toMatchObject({ appError: { code: 'credential-helper' } });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('se:cret');
  });

  test.each([
    ['no JSON', 'echo "<html>secret word</html>"'],
    ['a JSON text', 'echo "\\"secret word\\""'],
    ['nothing that a sign-in needs', 'echo "{\\"Secret\\": \\"secret word\\"}"'],
  ])('a helper that answers %s is named with what it was asked, and not quoted', async (_, answer) => {
    await installScript(folder, 'garbled', answer);
    await write({ credsStore: 'garbled' });
    const failure = await storeWith()
      .get('a')
      .catch((thrown: CodedError) => thrown);
    expect(failure).toMatchObject({
      appError: {
        code: 'credential-helper',
        params: { helper: 'garbled', verb: 'get' },
        detail: 'docker-credential-garbled get: the answer is not what the protocol of helpers asks for',
      },
    });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('secret word');
  });

  test('a helper that hangs does not keep an overview from the rest', async () => {
    await Promise.all([
      installHelper(folder, 'test'),
      installScript(folder, 'hangs', `sleep 1000 & echo $! > '${join(folder, 'started')}'; wait`),
    ]);
    await write({ credsStore: 'test', credHelpers: { 'slow.example': 'hangs' } });
    await storeWith().store(account('a.example'));
    const place = { env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` }, platform: 'freebsd' } as const;
    const store = new CredentialStore({
      ...place,
      configFolder: join(folder, 'docker'),
      overviewTimeout: 200,
    });
    const [general, special] = await store.parts();
    expect(special).toMatchObject({ storage: 'hangs', servers: ['slow.example'] });
    const [quick, slow] = await Promise.allSettled([general?.accounts, special?.accounts]);
    expect(quick).toMatchObject({ value: [{ server: 'a.example' }] });
    expect(slow).toMatchObject({
      reason: {
        appError: { detail: 'no answer within 0.2 s', why: 'no-answer-within', params: { seconds: '0.2' } },
      },
    });
    // What it had started has gone with it.
    const started = Number(await readFile(join(folder, 'started'), 'utf8'));
    await expect.poll(() => isRunning(started)).toBe(false);
  });
});
