import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { failureOf } from '../../engine/connected';
import { callEngine } from '../../support/engine-call';
import { startEngine } from '../../support/engines';
import { buildBase, buildTinyImage, startContainer } from '../../support/images';
import { type RunningServices, startServices } from '../running-services';
import { openTerminal, plainRun } from '../terminal-reader';

const engines = inject('engines');

describe.each([engines.classic, engines.containerd])('terminals on the $kind engine', (engine) => {
  let running: RunningServices;
  let engineId: string;
  const base = 'hands/base:1';
  const run = (input: object = {}) =>
    running.ask('containers.run', { ...plainRun, engineId, image: base, ...input });
  const names = async () => (await running.ask('containers.list', { engineId })).map(({ name }) => name);

  beforeAll(async () => {
    await buildBase(engine, base);
    await buildTinyImage(engine, 'hands/tiny:1', 'no shell here\n');
    running = await startServices({ host: engine.host });
    engineId = await running.connected();
  });
  afterEach(() => {
    expect(running.errors).toEqual([]);
  });
  afterAll(async () => {
    await running.stop();
  });

  test('a shell takes what is typed and nothing else, and shows letters and colours as they are', async () => {
    const { containerId } = await run({ name: 'hands-shell', environment: { GREETING: 'grüß' } });
    const terminal = await openTerminal(running, { engineId, containerId });
    await terminal.shows(/\/ # /);
    await terminal.type('echo "$GREETING 世界"; /bin/busybox printf "\\033[31mred\\033[0m\\n"\r');
    await terminal.shows(/\ngrüß 世界\r\n/);
    await running.until(() => terminal.text().includes('\n\x1b[31mred\x1b[0m\r\n'));
    expect(terminal.text()).not.toContain('not found');
    await terminal.type('exit 7\r');
    expect(await terminal.ended()).toMatchObject({ exitCode: 7, reason: 'exited' });
    await running.ask('containers.remove', { engineId, containerId });
    expect(await names()).not.toContain('hands-shell');
  });

  test('the program sees how large the window is', async () => {
    const { containerId, terminalId } = await run();
    const terminal = await openTerminal(running, { engineId, containerId });
    await terminal.shows(/# /);
    await running.ask('terminal.resize', { terminalId, columns: 101, rows: 37 });
    await terminal.type('/bin/busybox stty size\r');
    await terminal.shows(/\n37 101\r\n/);
    await running.ask('containers.remove', { engineId, containerId });
  });

  test('a container stops, starts again in the same terminal, and is found by a window that comes later', async () => {
    const { containerId, terminalId } = await run({ command: "/bin/sh -c 'echo once more; exec sh'" });
    const first = await openTerminal(running, { engineId, containerId });
    await first.shows(/once more/);
    await running.ask('containers.stop', { engineId, containerId });
    expect(await first.ended()).toMatchObject({ reason: 'exited' });
    expect(await running.ask('containers.start', { engineId, containerId })).toEqual({ terminalId });
    await first.shows(/once more[\s\S]*once more/);

    await running.ask('terminal.close', { terminalId });
    await first.type('echo seen by $((40 + 2)) later\r');
    const later = await openTerminal(running, { engineId, containerId });
    await later.shows(/once more[\s\S]*once more[\s\S]*seen by 42 later/);
    await running.ask('containers.remove', { engineId, containerId });
    expect(await failureOf(running.ask('terminal.open', { engineId, containerId }))).toMatchObject({
      code: 'not-found',
    });
  });

  test('output waits for a window that does not keep up, and comes whole', async () => {
    const { containerId } = await run({
      command: ['/bin/sh', '-c', 'read go; /bin/busybox seq 1 600000; echo the end; read stop'],
    });
    const terminal = await openTerminal(running, { engineId, containerId });
    const told = () =>
      running.events.flatMap((event) =>
        event.name === 'terminal.output' && event.payload.terminalId === terminal.terminalId
          ? [event.payload.offset]
          : [],
      );
    await terminal.type('\r');
    await running.until(() => (told().at(-1) ?? 0) > 1024 * 1024);
    const { containerId: other } = await run({ command: 'true' });
    await (await openTerminal(running, { engineId, containerId: other })).ended();
    expect(told().at(-1)).toBeLessThan(2 * 1024 * 1024);
    for (let drawn = 0; !terminal.text().includes('the end'); ) {
      const offset = await running.until(() => told().find((place) => place > drawn));
      drawn = told().at(-1) ?? offset;
      await running.ask('terminal.drawn', { terminalId: terminal.terminalId, offset: drawn });
    }
    expect(terminal.text()).toContain('\n599999\r\n600000\r\nthe end');
    for (const id of [containerId, other])
      await running.ask('containers.remove', { engineId, containerId: id });
  });

  test.each([
    [
      'no shell in the image',
      { image: 'hands/tiny:1', command: '/bin/sh', withoutEntrypoint: true },
      'command-not-found',
    ],
    ['a program that is not there', { command: 'nosuch --at all' }, 'command-not-found'],
    ['a user that is not there', { user: 'nobody-knows' }, 'bad-input'],
    [
      'a folder that is not there',
      { volumes: [{ source: '/no/such', target: '/data', readOnly: false }] },
      'bad-input',
    ],
    ['a quote without an end', { command: "sh -c 'echo" }, 'bad-input'],
    ['an image that is not there', { image: 'hands/none:1' }, 'not-found'],
    ['a name that cannot be one', { name: 'a b' }, 'bad-input'],
  ])('with %s nothing is left behind', async (_, input, code) => {
    const before = await names();
    expect(await failureOf(run(input))).toMatchObject({ code });
    expect(await names()).toEqual(before);
  });

  test('a name or a port that is taken is said so', async () => {
    const ports = [{ host: 0, container: 80, protocol: 'tcp', address: '127.0.0.1' }];
    const { containerId } = await run({ name: 'hands-taken', ports });
    expect(await failureOf(run({ name: 'hands-taken' }))).toMatchObject({
      code: 'name-conflict',
      params: { reference: 'hands-taken' },
    });
    const details = (await callEngine(engine, { path: `/containers/${containerId}/json` })) as {
      NetworkSettings: { Ports: Record<string, { HostPort: string }[]> };
    };
    const host = Number(details.NetworkSettings.Ports['80/tcp']?.[0]?.HostPort);
    const before = await names();
    expect(await failureOf(run({ ports: [{ ...ports[0], host }] }))).toMatchObject({
      code: 'port-in-use',
      params: { port: String(host) },
    });
    expect(await names()).toEqual(before);
    await running.ask('containers.remove', { engineId, containerId });
  });

  test('containers of others are left alone, also those made from an image that was committed here', async () => {
    const { containerId } = await run();
    await callEngine(engine, {
      method: 'POST',
      path: `/commit?container=${containerId}&repo=hands/kept`,
      body: {},
    });
    for (const image of [base, 'hands/kept:latest']) {
      const other = await startContainer(engine, {
        image,
        name: `other-${image.replace(/\W/g, '-')}`,
        command: ['/bin/sleep', '100'],
      });
      for (const request of [
        'containers.start',
        'containers.stop',
        'containers.remove',
        'terminal.open',
      ] as const)
        expect(await failureOf(running.ask(request, { engineId, containerId: other }))).toMatchObject({
          code: 'unsupported',
        });
      const listed = await running.ask('containers.list', { engineId });
      expect(listed.find(({ id }) => id === other)).not.toHaveProperty('byHand');
      await callEngine(engine, { method: 'DELETE', path: `/containers/${other}?force=1` });
    }
    const { containerId: again } = await run({ image: 'hands/kept:latest' });
    const listed = await running.ask('containers.list', { engineId });
    expect(listed.filter(({ byHand }) => byHand).map(({ id }) => id)).toEqual(
      expect.arrayContaining([containerId, again]),
    );
    await running.ask('containers.remove', { engineId, containerId: again });
    await running.ask('containers.remove', { engineId, containerId });
  });
});

describe.each(['classic', 'containerd'] as const)('terminals of a %s engine that dies', (kind) => {
  test('end, and tell what became of the container once it is there again', async () => {
    const engine = await startEngine(kind);
    await buildBase(engine, 'hands/base:1');
    const running = await startServices({ host: engine.host });
    const engineId = await running.connected();
    const image = 'hands/base:1';
    const { containerId } = await running.ask('containers.run', { ...plainRun, engineId, image });
    const terminal = await openTerminal(running, { engineId, containerId });
    await terminal.shows(/# /);
    await engine.kill();
    expect(await terminal.ended()).toMatchObject({ exitCode: null, reason: 'lost' });
    expect(await failureOf(terminal.type('x'))).toMatchObject({ code: 'engine-lost' });

    await engine.restart();
    await running.until(() => running.services.engines.state().connection.state === 'connected');
    expect(await running.ask('terminal.open', { engineId, containerId })).toMatchObject({
      terminalId: terminal.terminalId,
      ended: { reason: 'exited' },
    });
    await running.ask('containers.start', { engineId, containerId });
    await terminal.type('echo back $((1 + 1)) life\r');
    await terminal.shows(/back 2 life/);
    await running.ask('containers.remove', { engineId, containerId });
    expect(running.errors).toEqual([]);
    await running.stop();
    await engine.stop();
  });
});
