import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, type Looks } from '../../electron/services/build/look-at';
import { answerLooks, askLooks } from '../../electron/services/build/look-thread';
import { measureContext } from '../../electron/services/build/measure-context';
import { type LookHelper, OrderedLooks } from '../../electron/services/build/ordered-looks';

const signal = new AbortController().signal;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-looks-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Files `0`, `1`, … with as many bytes as their name says. */
async function makeFiles(count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => String(index));
  await Promise.all(names.map((name) => writeFile(join(folder, name), 'x'.repeat(Number(name)))));
  return names;
}

/** Has the names looked at; answers what was told, in that order. */
function tellOf(names: readonly string[], helper?: LookHelper): string[] {
  const told: string[] = [];
  const looks = new OrderedLooks<{ at: string }>(folder, ({ at }, size) => told.push(`${at}: ${size}`));
  if (helper !== undefined) looks.shareWith(helper);
  for (const at of names) looks.add({ at });
  looks.finish();
  return told;
}

describe('looks at what a walk finds', () => {
  it('tells sizes in the order of the walk, however late or mixed up a helper answers', async () => {
    const names = await makeFiles(1200);
    const expected = names.map((name) => `${name}: ${name}`);
    expect(tellOf(names)).toEqual(expected);

    const asked: { batch: number; looks: Looks }[] = [];
    const size = (path: string) => [Number(path), 0o100644];
    const answering: LookHelper = {
      hasRoom: () => asked.length < 2,
      ask: (batch, paths) => asked.push({ batch, looks: new Float64Array(paths.flatMap(size)) }),
      answers: () => (asked.length < 2 ? [] : asked.splice(0).reverse()),
    };
    expect(tellOf(names, answering)).toEqual(expected);
  });

  it('waits neither long nor at the end for a helper that never answers', async () => {
    const names = await makeFiles(300);
    const batches: number[] = [];
    const silent: LookHelper = {
      hasRoom: () => true,
      ask: (batch) => batches.push(batch),
      answers: () => [],
    };
    const often = Array.from({ length: 20 }, () => names).flat();
    expect(tellOf(often, silent)).toEqual(often.map((name) => `${name}: ${name}`));
    expect(batches.length).toBeGreaterThan(20);
  });

  it('takes what a helper says instead of looking again', async () => {
    const told: string[] = [];
    const { port1, port2 } = new MessageChannel();
    answerLooks({ looksIn: folder, port: port2 });
    const helper = askLooks(port1);
    await writeFile(join(folder, 'a'), 'xyz');
    await symlink('a', join(folder, 'link'));
    await expect.poll(() => helper.hasRoom()).toBe(true);
    helper.ask(7, ['a', 'link', 'gone', 'a/b']);
    const answers: { batch: number; looks: Looks }[] = [];
    await expect.poll(() => answers.push(...helper.answers())).toBe(1);
    port1.close();
    const [answer] = answers;
    for (let index = 0; index < 4; index += 1) {
      told.push(`${answer?.looks[index * 2]} ${answer?.looks[index * 2 + 1]?.toString(8)}`);
    }
    expect(answer?.batch).toBe(7);
    expect(told[0]).toBe('3 100644');
    expect(told[1]).toMatch(/^1 120777$/);
    expect(told.slice(2)).toEqual([`0 ${failed.gone}`, `0 ${failed.gone}`]);
  });
});

describe('a large context measured by two', () => {
  it('has the figures that one alone finds', async () => {
    await writeFile(join(folder, '.dockerignore'), 'node_modules\n**/*.log\n!keep.log\n');
    for (let number = 0; number < 60; number += 1) {
      const below = join(folder, number % 3 === 0 ? 'node_modules' : 'src', `part-${number}`);
      await mkdir(below, { recursive: true });
      const names = Array.from(
        { length: 100 },
        (_, index) => `file-${index}${index % 7 === 0 ? '.log' : ''}`,
      );
      await Promise.all(names.map((name, index) => writeFile(join(below, name), 'x'.repeat(index + number))));
      await writeFile(join(below, '.env'), 'TOKEN=1');
    }
    const { port1, port2 } = new MessageChannel();
    answerLooks({ looksIn: folder, port: port2 });
    const asker = askLooks(port1);
    const asked: number[] = [];
    const ask: LookHelper['ask'] = (batch, paths) => {
      asked.push(batch);
      asker.ask(batch, paths);
    };
    const close = async () => port1.close();
    const file = join(folder, 'Dockerfile');
    const alone = await measureContext(folder, file, { signal });
    const both = await measureContext(folder, file, { signal, help: () => ({ ...asker, ask, close }) });
    expect(both).toEqual(alone);
    expect(both.files).toBe(40 * 86 + 1);
    expect(asked.length).toBeGreaterThan(0);
  });
});
