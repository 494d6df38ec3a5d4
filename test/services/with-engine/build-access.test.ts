import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureApt } from '../../../build/apt.mjs';
import type { BuilderKind, BuildSpec, JobSnapshot } from '../../../electron/contract';
import { buildSpec } from '../../engine/build-job';
import { kinds } from '../../engine/connected';
import { dockerCli } from '../../support/docker-cli';
import { type Engine, startEngine } from '../../support/engines';
import { type GuardedProcess, startGuarded } from '../../support/guarded-process';
import { buildBase, buildImage, busyboxRoot } from '../../support/images';
import { programsAndLibraries } from '../../support/programs';
import { type Registry, startRegistry } from '../../support/registry';
import { temporaryFolder } from '../../support/temporary-folder';
import { type RunningServices, startServices } from '../running-services';

const run = promisify(execFile);
const builders: BuilderKind[] = ['classic', 'buildkit'];
const account = { user: 'ann', password: 'hunter2+/~é' };

/** What `config.json` of the Docker command line holds after `docker login`. */
const signedIn = (server: string, password: string) => ({
  auths: { [server]: { auth: Buffer.from(`${account.user}:${password}`).toString('base64') } },
});

describe.each(kinds)('a build on the %s engine', (kind) => {
  let engine: Engine;
  let folder = '';
  const running: RunningServices[] = [];

  beforeAll(async () => {
    engine = await startEngine(kind);
    folder = await temporaryFolder();
  });
  afterAll(async () => {
    for (const services of running) await services.stop();
    await engine.stop();
  });

  /** Builds with a Docker configuration of its own, as somebody who starts the app with it. */
  async function build(dockerfile: string, spec: Partial<BuildSpec>, config: object) {
    await writeFile(join(folder, 'Dockerfile'), dockerfile);
    const services = await startServices({ host: engine.host, config });
    running.push(services);
    const engineId = await services.connected();
    const job = await services.run(buildSpec(engineId, folder, { noCache: true, ...spec }));
    expect(services.errors).toEqual([]);
    return { job, log: services.services.jobs.log(job.id) };
  }

  describe('from a private base image', () => {
    let registry: Registry;
    let base = '';

    beforeAll(async () => {
      registry = await startRegistry({ auth: account, tls: true, address: engine.gateway });
      await registry.trustedBy(engine);
      // BuildKit of 20.10 reads which registries to trust only when the engine starts.
      await engine.restart();
      base = `${registry.name}/team/base:1`;
      await buildBase(engine, base);
      const configFolder = await temporaryFolder();
      await writeFile(
        join(configFolder, 'config.json'),
        JSON.stringify(signedIn(registry.name, account.password)),
      );
      const pushed = await dockerCli(['push', base], { host: engine.host, configFolder });
      expect(pushed.code, pushed.stderr).toBe(0);
    });
    afterAll(() => registry.stop());

    async function fromPrivate(builder: BuilderKind, config: object, tag: string): Promise<JobSnapshot> {
      await dockerCli(['rmi', '-f', base], { host: engine.host });
      const text = `FROM ${base}\nRUN echo made > /made\n`;
      const { job, log } = await build(text, { builder, tags: [tag], pullBase: true }, config);
      expect(JSON.stringify(job) + log).not.toContain(account.password);
      return job;
    }

    test.each(builders)('takes the sign-in of the Docker configuration with %s', async (builder) => {
      const tag = `access/private-${builder}:1`;
      const job = await fromPrivate(builder, signedIn(registry.name, account.password), tag);
      expect(job).toMatchObject({ state: 'done', error: null });
      const { stdout } = await dockerCli(['run', '--rm', '--network=none', tag, 'cat', '/made'], {
        host: engine.host,
      });
      expect(stdout).toBe('made\n');
    });

    test.each(builders)(
      'is refused with a wrong password with %s, and says where to sign in',
      async (builder) => {
        const job = await fromPrivate(builder, signedIn(registry.name, 'wrong'), 'access/wrong:1');
        expect(job).toMatchObject({
          state: 'failed',
          error: {
            code: 'unauthorised',
            params: { server: registry.name },
            next: [{ step: 'sign-in', server: registry.name }],
          },
          build: { failure: { help: 'base-unauthorised' } },
        });
      },
    );

    test.each(builders)(
      'is refused without a sign-in with %s, also when there is one elsewhere',
      async (builder) => {
        const job = await fromPrivate(
          builder,
          signedIn('elsewhere.example', account.password),
          'access/none:1',
        );
        expect(job).toMatchObject({
          state: 'failed',
          error: { code: 'unauthorised', next: [{ step: 'sign-in', server: registry.name }] },
        });
      },
    );

    test.each(builders)('says with %s which base image its registry does not have', async (builder) => {
      const config = signedIn(registry.name, account.password);
      const reference = `${registry.name}/team/none:1`;
      const { job } = await build(`FROM ${reference}\n`, { builder }, config);
      expect(job).toMatchObject({
        state: 'failed',
        error: { code: 'not-found', params: { reference } },
        build: { failure: { help: 'base-not-found' } },
      });
    });
  });

  describe('with the SSH agent', () => {
    let agent: GuardedProcess;
    let socket = '';
    let fingerprint = '';
    const text = 'FROM access/ssh:1\nRUN --mount=type=ssh /usr/bin/ssh-add -l > /keys\n';

    beforeAll(async () => {
      await ensureApt(['openssh-client']);
      socket = join(await temporaryFolder(), 'agent');
      agent = await startGuarded(['ssh-agent', '-D', '-a', socket], {
        ready: async () => existsSync(socket),
      });
      const key = join(await temporaryFolder(), 'key');
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'thrown-away', '-f', key]);
      await run('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
      fingerprint = /SHA256:\S+/.exec((await run('ssh-keygen', ['-l', '-f', key])).stdout)?.[0] ?? '';
      const files = [...(await busyboxRoot()), ...(await programsAndLibraries('/usr/bin/ssh-add'))];
      await buildImage(engine, {
        tag: 'access/ssh:1',
        dockerfile: 'FROM scratch\nCOPY root/ /\n',
        files: files.map((entry) => ({ ...entry, name: `root/${entry.name}` })),
      });
    });
    afterAll(async () => {
      vi.unstubAllEnvs();
      await agent.stop();
    });

    test('shows its keys to the step that mounts it', async () => {
      vi.stubEnv('SSH_AUTH_SOCK', socket);
      const tag = 'access/keys:1';
      const { job } = await build(text, { builder: 'buildkit', ssh: true, tags: [tag] }, {});
      expect(job).toMatchObject({ state: 'done', error: null });
      const { stdout } = await dockerCli(['run', '--rm', '--network=none', tag, 'cat', '/keys'], {
        host: engine.host,
      });
      expect(stdout).toContain(fingerprint);
      expect(stdout).toContain('thrown-away');
    });

    test('keeps them from a build that was not given it', async () => {
      vi.stubEnv('SSH_AUTH_SOCK', socket);
      const required = text.replace('type=ssh', 'type=ssh,required=true');
      const { job } = await build(required, { builder: 'buildkit' }, {});
      expect(job).toMatchObject({
        state: 'failed',
        error: { code: 'step-failed', detail: expect.stringContaining('SSH') },
        build: { failure: { help: 'ssh-not-given' } },
      });
    });
  });
});
