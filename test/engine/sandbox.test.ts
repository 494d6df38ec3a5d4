import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Sandbox, sandboxIfNeeded, startSandbox } from '../../build/sandbox.mjs';
import { dockerCli } from '../support/docker-cli';
import { temporaryFolder } from '../support/temporary-folder';

let folder: string;
let sandbox: Sandbox;

async function docker(...args: string[]): Promise<string[]> {
  const { stdout } = await dockerCli(args, { host: sandbox.host });
  return stdout.trimEnd().split('\n').sort();
}

const images = () => docker('images', '--no-trunc', '--format', '{{.Repository}}:{{.Tag}} {{.ID}}');

beforeAll(async () => {
  folder = join(await temporaryFolder(), 'sandbox');
  sandbox = await startSandbox(folder);
});

afterAll(async () => {
  await sandbox.stop();
});

test('the sandbox holds every sample', async () => {
  const names = (await images()).map((line) => line.split(' ')[0]);
  expect(names.filter((name) => name !== '<none>:<none>')).toEqual([
    'layeryard/almanac:1.0',
    'layeryard/base:1',
    'layeryard/base:latest',
    'layeryard/cleanup:careless',
    'layeryard/cleanup:tidy',
    'layeryard/clock:1.4',
    'layeryard/committed:1',
    'layeryard/hello-scratch:1.0',
    'layeryard/hello-scratch:latest',
    'layeryard/imported:1',
    'layeryard/notes:2.1',
  ]);
  expect(names).toContain('<none>:<none>');
});

test('one container runs and one has ended, so both their images are in use', async () => {
  const containers = () => docker('ps', '--all', '--format', '{{.Image}} {{.State}}');
  await expect.poll(containers).toEqual(['layeryard/clock:1.4 exited', 'layeryard/notes:2.1 running']);
});

test('the committed image does not tell what was done in it', async () => {
  const steps = await docker('history', '--no-trunc', '--format', '{{.CreatedBy}}', 'layeryard/committed:1');
  expect(steps).toContain('sh');
  expect(steps.join('\n')).not.toContain('settings');
});

test('a second start joins the engine of the first', async () => {
  const second = await startSandbox(folder);
  expect(second.host).toBe(sandbox.host);
  await second.stop();
  expect(await images()).not.toHaveLength(1);
});

test('a later start has the same images and the running container again', async () => {
  const before = await images();
  await sandbox.stop();
  sandbox = await startSandbox(folder);
  expect(await images()).toEqual(before);
  await expect.poll(() => docker('ps', '--format', '{{.Image}}')).toEqual(['layeryard/notes:2.1']);
});

test('there is none where an engine answers', async () => {
  const env = { ...process.env, DOCKER_HOST: inject('engines').classic.host };
  expect(await sandboxIfNeeded(env)).toBeNull();
});
