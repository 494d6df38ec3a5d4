import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { failureOf } from '../../engine/connected';
import { buildDebianPackage, dpkgRoot } from '../../support/debian-package';
import { closeServer } from '../../support/http-server';
import { buildImage, buildTinyImage, busyboxRoot } from '../../support/images';
import { rootListing } from '../../support/root-listing';
import { temporaryFolder } from '../../support/temporary-folder';
import { type RunningServices, startServices } from '../running-services';
import { openTerminal, plainRun } from '../terminal-reader';

const engines = inject('engines');

/** What a person might do by hand, and what is hard to keep. */
const commandsWith = (mirror: string) => [
  `wget -q -O /tmp/shop.deb ${mirror}/shop.deb && dpkg -i /tmp/shop.deb && rm /tmp/shop.deb`,
  'cd /srv',
  'echo "größe = 1" > "über mich.txt"',
  'cp /bin/busybox tool && /bin/busybox chmod 4755 tool && /bin/busybox ln tool same-tool',
  '/bin/busybox ln -s /nowhere/at/all dangling',
  'mkdir -p deep/er empty && echo x > deep/er/x && /bin/busybox chown -R 1000:2000 deep',
  '/bin/busybox touch -d "2001-02-03 04:05:06" deep/er/x',
  'echo changed >> /etc/app.conf && /bin/busybox chmod 600 /etc/secret.conf',
  'rm -rf /opt/old /opt/again && mkdir /opt/again && echo new > /opt/again/new',
  'rm /opt/file && mkdir /opt/file && echo in > /opt/file/in',
  'rm -rf /opt/folder && echo file > /opt/folder',
  'rm "/opt/with space & \'quote\'" /bin/wget',
];

describe.each([engines.classic, engines.containerd])(
  'the Dockerfile of a container on the $kind engine',
  (engine) => {
    let running: RunningServices;
    let engineId: string;
    let folder: string;
    let mirror: Server;
    let commands: string[];
    const base = 'story/base:1';

    beforeAll(async () => {
      const root = [...(await busyboxRoot()), ...(await dpkgRoot())].map((entry) => ({
        ...entry,
        name: `root/${entry.name}`,
      }));
      await buildImage(engine, {
        tag: base,
        dockerfile: 'FROM scratch\nCOPY root/ /\nENV PATH=/usr/bin:/bin\nUSER 0:0\nCMD ["/bin/sh"]\n',
        files: [
          ...root,
          { name: 'root/srv/' },
          { name: 'root/etc/app.conf', content: 'a=1\n' },
          { name: 'root/etc/secret.conf', content: 'b=2\n' },
          { name: 'root/opt/old/deep/file', content: 'old\n' },
          { name: 'root/opt/again/before', content: 'before\n' },
          { name: 'root/opt/again/new', content: 'not yet\n' },
          { name: 'root/opt/file', content: 'file\n' },
          { name: 'root/opt/folder/in', content: 'in\n' },
          { name: "root/opt/with space & 'quote'", content: 'x\n' },
        ],
      });
      const shop = await buildDebianPackage(
        'shop',
        { 'usr/share/shop/größe.txt': 'grande\n', 'etc/shop.conf': 'open=no\n' },
        'echo "open=yes" > /etc/shop.conf && mkdir -p /var/lib/shop',
      );
      mirror = createServer((_request, response) => response.end(shop));
      mirror.listen(0, engine.gateway);
      await once(mirror, 'listening');
      commands = commandsWith(`http://${engine.gateway}:${(mirror.address() as AddressInfo).port}`);
      folder = await temporaryFolder();
      running = await startServices({ host: engine.host });
      engineId = await running.connected();
    });
    afterEach(() => {
      expect(running.errors).toEqual([]);
    });
    afterAll(async () => {
      await running.stop();
      await closeServer(mirror);
    });

    async function workByHand(input: object = {}): Promise<string> {
      const { containerId } = await running.ask('containers.run', {
        ...plainRun,
        engineId,
        image: base,
        ...input,
      });
      const terminal = await openTerminal(running, { engineId, containerId });
      await terminal.shows(/# /);
      for (const [index, command] of commands.entries()) {
        await terminal.type(`${command}; echo $? is how ${index + 1} went\r`);
        await terminal.shows(new RegExp(`\n0 is how ${index + 1} went\r\n`));
      }
      await terminal.type('exit\r');
      await terminal.ended();
      return containerId;
    }

    test('builds to the same files as a commit, with either builder', async () => {
      const containerId = await workByHand({ environment: { MADE: 'by "hand"' }, workingDir: '/srv' });
      const committed = await running.run({
        kind: 'commit',
        engineId,
        containerId,
        reference: 'story/committed:1',
        author: '',
        message: '',
        pause: false,
        changes: [],
      });
      expect(committed.state).toBe('done');
      const target = join(folder, `saved-${engine.kind}`);
      await running.ask('containers.saveDockerfile', { engineId, containerId, folder: target });
      expect((await readdir(folder)).filter((name) => name.includes(engine.kind))).toEqual([
        `saved-${engine.kind}`,
      ]);
      expect((await stat(target)).mode & 0o077).toBe(0);

      const expected = await rootListing(engine, 'story/committed:1');
      expect(expected['srv/tool']).toMatch(/^file 4755 0:0/);
      expect(expected['usr/share/shop/größe.txt']).toMatch(/^file 644 0:0/);
      expect(Object.keys(expected)).toContain('var/lib/dpkg/info/shop.list');
      for (const builder of ['classic', 'buildkit'] as const) {
        const built = await running.run({
          kind: 'build',
          engineId,
          folder: target,
          dockerfile: 'Dockerfile',
          tags: [`story/${builder}:1`],
          target: '',
          buildArgs: {},
          noCache: true,
          pullBase: false,
          builder,
        });
        expect(built).toMatchObject({ state: 'done', error: null });
        expect(await rootListing(engine, `story/${builder}:1`)).toEqual(expected);
        const details = await running.ask('images.details', { engineId, id: `story/${builder}:1` });
        const wanted = await running.ask('images.details', { engineId, id: 'story/committed:1' });
        expect([...details.environment].sort()).toEqual([...wanted.environment].sort());
        for (const member of ['command', 'entrypoint', 'workingDir', 'user'] as const)
          expect(details[member]).toEqual(wanted[member]);
      }

      const text = await readFile(join(target, 'Dockerfile'), 'utf8');
      for (const command of commands) expect(text).toContain(`#   $ ${command}; echo`);
      const story = await running.ask('containers.dockerfile', { engineId, containerId });
      expect(story.text).toBe(text);
      expect(story.notes).toEqual([]);
      expect(story.files).toContainEqual({ path: '/etc/app.conf', sizeBytes: 12 });
      expect(story.totalFiles).toBe(story.files.length);

      const failure = await failureOf(
        running.ask('containers.saveDockerfile', { engineId, containerId, folder: target }),
      );
      expect(failure).toMatchObject({ code: 'file-exists', params: { path: target } });
      await running.ask('containers.remove', { engineId, containerId });
    });

    test('leaves nothing behind when its folder cannot be written, or its container is gone', async () => {
      const place = join(folder, `failing-${engine.kind}`);
      await mkdir(place);
      await writeFile(join(place, 'file'), '');
      const ask = (name: string, containerId: string) =>
        failureOf(
          running.ask('containers.saveDockerfile', { engineId, containerId, folder: join(place, name) }),
        );
      expect(await ask('gone', 'nosuch')).toMatchObject({ code: 'not-found' });
      const { containerId } = await running.ask('containers.run', { ...plainRun, engineId, image: base });
      expect(await ask('file/below', containerId)).toMatchObject({ code: 'file-unwritable' });
      expect(await readdir(place)).toEqual(['file']);
      await running.ask('containers.remove', { engineId, containerId });
    });

    test('says what a commit leaves out and what an image without programs cannot do', async () => {
      await buildTinyImage(engine, 'story/tiny:1', 'x\n');
      const volumes = [{ source: `story-${engine.kind}`, target: '/kept', readOnly: false }];
      const { containerId } = await running.ask('containers.run', {
        ...plainRun,
        engineId,
        image: 'story/tiny:1',
        volumes,
      });
      const story = await running.ask('containers.dockerfile', { engineId, containerId });
      expect(story.notes).toContainEqual({ kind: 'volumes', paths: ['/kept'] });
      await running.ask('containers.remove', { engineId, containerId });
    });
  },
);
