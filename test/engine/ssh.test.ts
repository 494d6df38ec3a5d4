import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listImages } from '../../electron/engine/list-images';
import { pullImage } from '../../electron/engine/pull-image';
import { sshArguments } from '../../electron/engine/ssh-agent';
import { buildTinyImage } from '../support/images';
import { temporaryFolder } from '../support/temporary-folder';
import { archiveOf, collect, connectTo, failureOf, neverAborted, useEngine } from './connected';

describe('what ssh is asked for', () => {
  const address = { transport: 'ssh', hostname: 'far', port: null, user: '', socket: '' } as const;

  it('is the connection of the Docker command line over there', () => {
    expect(sshArguments(address).join(' ')).toBe(
      '-o ConnectTimeout=30 -o BatchMode=yes -T -- far docker system dial-stdio',
    );
  });

  it('has the user, the port and the socket of the host', () => {
    expect(sshArguments({ ...address, user: 'ann', port: 2222, socket: '/run/d.sock' }).join(' ')).toBe(
      '-o ConnectTimeout=30 -o BatchMode=yes -T -l ann -p 2222 -- far docker --host unix:///run/d.sock system dial-stdio',
    );
  });

  it('cannot be an option of ssh', () => {
    const args = sshArguments({ ...address, hostname: '-oProxyCommand=touch' });
    expect(args.indexOf('--')).toBeLessThan(args.indexOf('-oProxyCommand=touch'));
  });
});

describe('an engine behind ssh', () => {
  const subject = useEngine('classic');
  const path = process.env.PATH;
  let folder = '';

  /** A program called ssh that writes down its arguments and connects to the test's engine, or fails. */
  beforeAll(async () => {
    folder = await temporaryFolder();
    const program = [
      `#!${process.execPath}`,
      "const { appendFileSync } = require('node:fs');",
      'const args = process.argv.slice(2);',
      `appendFileSync(${JSON.stringify(join(folder, 'calls'))}, args.join(' ') + '\\n');`,
      "if (args.includes('refusing')) { console.error('ann@refusing: Permission denied (publickey).'); process.exit(255); }",
      `const socket = require('node:net').connect(${JSON.stringify(subject.address.socketPath)});`,
      'process.stdin.pipe(socket).pipe(process.stdout);',
      "socket.on('close', () => process.exit(0));",
    ].join('\n');
    await writeFile(join(folder, 'ssh'), program);
    await chmod(join(folder, 'ssh'), 0o755);
    process.env.PATH = `${folder}:${path}`;
  });
  afterAll(() => {
    process.env.PATH = path;
  });

  const calls = async () => (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n');

  it('answers as any other, over one connection kept', async () => {
    await buildTinyImage(subject.address, 'ssh/tiny:1', 'ssh');
    const engine = await connectTo('ssh://ann@far:22');
    expect(engine.info.version).toBe(subject.address.version);
    expect((await listImages(engine)).flatMap(({ references }) => references)).toContain('ssh/tiny:1');
    expect(await calls()).toEqual([
      '-o ConnectTimeout=30 -o BatchMode=yes -T -l ann -p 22 -- far docker system dial-stdio',
    ]);
    engine.close();
  });

  it('sends large answers whole', async () => {
    const engine = await connectTo('ssh://far');
    expect((await archiveOf(engine, ['ssh/tiny:1'])).length % 512).toBe(0);
    engine.close();
  });

  it('that is refused tells what ssh complained of', async () => {
    expect(await failureOf(connectTo('ssh://refusing'))).toMatchObject({
      code: 'engine-unreachable',
      params: { reason: 'ssh', host: 'ssh://refusing' },
      detail: 'ann@refusing: Permission denied (publickey).',
    });
  });

  it('without an ssh program says so', async () => {
    process.env.PATH = '/nonexistent';
    try {
      expect(await failureOf(connectTo('ssh://far'))).toMatchObject({ params: { reason: 'ssh' } });
    } finally {
      process.env.PATH = `${folder}:${path}`;
    }
  });

  it('loses its process and says that the engine is lost', async () => {
    const engine = await connectTo('ssh://far');
    const work = collect(
      pullImage(engine, { reference: '10.255.255.1:9/never:1' }, { signal: neverAborted }),
    );
    const failed = failureOf(work);
    engine.close();
    expect((await failed).code).toBe('engine-lost');
  });
});
