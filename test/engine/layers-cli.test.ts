import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type CommandInput, runCommand } from '../../electron/services/cli/run-command';
import { currentArchive, sampleImage } from '../analysis/archives';
import { callEngine } from '../support/engine-call';
import { type Engine, startEngine } from '../support/engines';
import { temporaryFolder } from '../support/temporary-folder';
import { workerHere } from '../support/worker-here';

const engines = inject('engines');
let folder: string;
let archive: Buffer;

beforeAll(async () => {
  folder = await temporaryFolder();
  archive = await currentArchive(await sampleImage());
  await writeFile(join(folder, 'image.tar'), archive);
});

/** The command line in this process, with an engine as the docker command would choose it. */
async function layeryard(env: CommandInput['env'], ...argv: string[]) {
  const output = { stdout: '', stderr: '' };
  const code = await runCommand({
    argv,
    env: { XDG_CONFIG_HOME: join(folder, 'config'), ...env },
    cwd: folder,
    home: folder,
    version: '0.0.0',
    startWorker: workerHere,
    write: async (bytes) => {
      output.stdout += typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8');
    },
    complain: (text) => {
      output.stderr += text;
    },
    showsProgress: false,
    signal: new AbortController().signal,
  });
  return { code, ...output };
}

const load = (socketPath: string) =>
  callEngine({ socketPath }, { method: 'POST', path: '/images/load', body: archive });

describe.each([engines.classic, engines.containerd])('images of the $kind engine', (engine) => {
  const env = { DOCKER_HOST: engine.host };
  beforeAll(() => load(engine.socketPath));

  test('give the same figures as their archive', async () => {
    const ofEngine = await layeryard(env, 'analyze', 'sample:1', '--json');
    const ofArchive = await layeryard({}, 'analyze', 'image.tar', '--json');
    expect({ ...ofEngine, stdout: '' }).toEqual({ code: 0, stdout: '', stderr: '' });
    const figures = (text: string): object => ({ ...(JSON.parse(text) as object), source: '' });
    expect(figures(ofEngine.stdout)).toEqual(figures(ofArchive.stdout));
  });

  test('give their files', async () => {
    const cat = await layeryard(env, 'cat', 'docker.io/library/sample', 'app/old.txt', '--layer', '0');
    expect(cat).toMatchObject({ code: 2, stderr: expect.stringContaining('not found') });
    expect(await layeryard(env, 'cat', 'docker.io/library/sample:1', 'app/old.txt', '--layer', '0')).toEqual({
      code: 0,
      stdout: 'old\n',
      stderr: '',
    });
  });

  test('of another platform are not there', async () => {
    const { code, stderr } = await layeryard(env, 'analyze', 'sample:1', '--platform', 'linux/arm64');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('linux/arm64') });
  });
});

describe('an engine behind TLS', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine('classic', { tcp: 'tls' });
    await load(engine.socketPath);
  });
  afterAll(() => engine.stop());

  test('is read all the same', async () => {
    const env = { DOCKER_HOST: engine.tcpHost, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: engine.certPath };
    const { code, stdout, stderr } = await layeryard(
      { ...env, XDG_CONFIG_HOME: join(folder, 'other') },
      'analyze',
      'sample:1',
      '--json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ leakedBytes: 5237 });
  });
});

test('an engine that is not there is told with its reason', async () => {
  const { code, stderr } = await layeryard({ DOCKER_HOST: 'tcp://127.0.0.1:1' }, 'analyze', 'sample:1');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/cannot reach the engine.*ECONNREFUSED/),
  });
});
