import { beforeAll, describe, expect, it } from 'vitest';
import { commitContainer } from '../../electron/engine/commit-container';
import { containerChanges } from '../../electron/engine/container-changes';
import { inspectImage } from '../../electron/engine/inspect-image';
import { listContainers } from '../../electron/engine/list-containers';
import { callEngine } from '../support/engine-call';
import { buildBase, startContainer } from '../support/images';
import { failureOf, kinds, useEngine } from './connected';

const script =
  'mkdir /new && echo a > /new/file && echo b >> /etc/passwd && rm /bin/wget && echo v > /kept/inside';

describe.each(kinds)('containers of the %s engine', (kind) => {
  const subject = useEngine(kind);
  let base = '';
  let changed = '';

  beforeAll(async () => {
    base = await buildBase(subject.address, 'boxes/base:1');
    changed = await startContainer(subject.address, {
      image: 'boxes/base:1',
      name: 'boxes-changed',
      command: ['/bin/sh', '-c', script],
      config: { Volumes: { '/kept': {} } },
    });
    await callEngine(subject.address, { method: 'POST', path: `/containers/${changed}/wait` });
    await startContainer(subject.address, {
      image: 'boxes/base:1',
      name: 'boxes-running',
      command: ['/bin/sleep', '1000'],
    });
  });

  it('are listed running or not, with the image they use', async () => {
    const containers = await listContainers(subject.engine);
    expect(containers.find(({ id }) => id === changed)).toMatchObject({
      name: 'boxes-changed',
      imageId: base,
      image: 'boxes/base:1',
      command: expect.stringContaining('/bin/sh'),
      state: 'exited',
      status: expect.stringMatching(/^Exited/),
    });
    expect(containers.find(({ name }) => name === 'boxes-running')).toMatchObject({
      state: 'running',
      imageId: base,
    });
  });

  it('tell what a commit would keep, and where it would not look', async () => {
    const report = await containerChanges(subject.engine, 'boxes-changed');
    expect(report.changes).toEqual(
      expect.arrayContaining([
        { path: '/bin/wget', kind: 'deleted' },
        { path: '/etc/passwd', kind: 'changed' },
        { path: '/new', kind: 'added' },
        { path: '/new/file', kind: 'added' },
      ]),
    );
    expect(report.changes.map(({ path }) => path)).toEqual(report.changes.map(({ path }) => path).sort());
    expect(report.total).toBe(report.added + report.changed + report.deleted);
    expect(report.mounts).toEqual(['/kept']);
  });

  it('have no changes when they changed nothing', async () => {
    expect(await containerChanges(subject.engine, 'boxes-running')).toMatchObject({
      total: 0,
      changes: [],
      mounts: [],
    });
  });

  it('become images with a name, an author, a message and changed settings', async () => {
    const id = await commitContainer(subject.engine, {
      containerId: changed,
      reference: 'boxes/made',
      author: 'Ann <ann@example.org>',
      message: 'kept by hand: 100 %',
      pause: false,
      changes: ['ENV A="b c"', 'CMD ["/bin/ls", "/new"]', 'LABEL made=by-hand'],
    });
    expect(await inspectImage(subject.engine, 'boxes/made:latest')).toMatchObject({
      id,
      author: 'Ann <ann@example.org>',
      comment: 'kept by hand: 100 %',
      config: {
        environment: expect.arrayContaining(['A=b c']),
        command: ['/bin/ls', '/new'],
        labels: { made: 'by-hand' },
      },
    });
    expect((await inspectImage(subject.engine, id)).layers).toHaveLength(2);
  });

  it('become images without a name while they run on', async () => {
    const input = { containerId: 'boxes-running', author: '', message: '', pause: true, changes: [] };
    const id = await commitContainer(subject.engine, input);
    expect(await inspectImage(subject.engine, id)).toMatchObject({ id, references: [] });
    expect((await listContainers(subject.engine)).find(({ name }) => name === 'boxes-running')?.state).toBe(
      'running',
    );
  });

  const plain = { author: '', message: '', pause: false, changes: [] };

  it.each([
    ['an instruction that makes layers', { containerId: 'boxes-changed', changes: ['RUN x'] }, 'bad-input'],
    ['a name that is none', { containerId: 'boxes-changed', reference: 'Upper' }, 'bad-reference'],
    ['a container that is gone', { containerId: 'boxes-gone' }, 'not-found'],
  ])('are not committed with %s', async (_, input, code) => {
    expect((await failureOf(commitContainer(subject.engine, { ...plain, ...input }))).code).toBe(code);
  });

  it('that are gone have no changes to tell', async () => {
    expect(await failureOf(containerChanges(subject.engine, 'boxes-gone'))).toMatchObject({
      code: 'not-found',
      params: { container: 'boxes-gone' },
    });
  });
});
