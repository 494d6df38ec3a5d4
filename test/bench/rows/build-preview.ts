import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JSHandle, Page } from '@playwright/test';
import { temporaryFolder } from '../../support/temporary-folder';
import { inRounds, type Row, sized } from '../bench';
import { openProduct } from '../driven-app';
import { atMostTimes, comparison, limited } from '../figure';

const FILES = 200_000;
const FILES_A_FOLDER = 100;
const FIRST = 200;

/** How soon a person sees what a large folder would send, and when all of it is counted. */
export const buildPreview: Row = {
  name: 'build-preview',
  title: 'Preview of a build context of 200,000 files',
  measure: async (bench) => {
    const count = sized(bench, FILES);
    const [folder, small] = [await contextOf(count), await contextOf(0)];
    const { host } = await bench.engines.withImages('classic', sized(bench, 100));
    const running = await openProduct(bench, { host, count: sized(bench, 100) });
    await running.window.getByRole('link', { name: 'Build', exact: true }).click();
    // Both find the folder in the memory of the system.
    await findTime(folder);
    const rounds = await inRounds(bench, async () => {
      await previewOf(running.window, small);
      const seen = await previewOf(running.window, folder);
      return { ...seen, find: await findTime(folder), sizes: await findTime(folder, ['-printf', '%s %p\n']) };
    });
    await running.close();
    const what = `Preview of a build context of ${count.toLocaleString('en')} files`;
    return [
      limited(
        { what: `${what}, first figures painted`, unit: 'ms', limit: FIRST },
        rounds.map(({ first }) => first),
      ),
      comparison(
        { what: `${what}, complete`, unit: 'ms', against: 'find', goal: atMostTimes(2) },
        rounds.map(({ complete, find }) => ({ measured: complete, against: find })),
      ),
      comparison(
        {
          what: '… beside a find that reads sizes',
          unit: 'ms',
          against: 'find -printf %s',
          goal: atMostTimes(2),
          note: 'the preview counts bytes; a plain find asks for nothing but names',
        },
        rounds.map(({ complete, sizes }) => ({ measured: complete, against: sizes })),
      ),
    ];
  },
};

async function contextOf(files: number): Promise<string> {
  const folder = await temporaryFolder();
  for (let number = 0; number < files / FILES_A_FOLDER; number += 1) {
    const place = join(folder, `group-${number % 50}`, `folder-${number}`);
    await mkdir(place, { recursive: true });
    const names = Array.from({ length: FILES_A_FOLDER }, (_, index) => join(place, `file-${index}.txt`));
    await Promise.all(names.map((name) => writeFile(name, 'content')));
  }
  await writeFile(join(folder, '.dockerignore'), 'node_modules\n**/*.log\n.git\n*.tmp\n');
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
  return folder;
}

/** Milliseconds. */
async function findTime(folder: string, actions: readonly string[] = []): Promise<number> {
  const begin = performance.now();
  const script = 'find "$@" > /dev/null';
  await promisify(execFile)('sh', ['-c', script, 'sh', folder, '-type', 'f', ...actions]);
  return performance.now() - begin;
}

interface Watch {
  times: Promise<{ first: number; complete: number }>;
}

/** Milliseconds from the key that leaves the box of the folder to the frames that show its figures. */
async function previewOf(window: Page, folder: string): Promise<{ first: number; complete: number }> {
  const box = window.getByRole('textbox', { name: 'Context folder' });
  await box.fill(folder);
  const watch: JSHandle<Watch> = await box.evaluateHandle(watchPreview);
  await window.keyboard.press('Tab');
  return await watch.evaluate(async ({ times }) => await times);
}

/** Runs in the page. */
function watchPreview(box: Element): Watch {
  const before = document.querySelector('section[aria-label="Build context"]')?.textContent ?? '';
  const afterFrame = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const follow = async (pressedAt: number) => {
    let first = 0;
    for (;;) {
      const paintedAt = await afterFrame();
      const text = document.querySelector('section[aria-label="Build context"]')?.textContent ?? '';
      if (text === before || !text.includes('sent')) continue;
      if (first === 0) first = paintedAt - pressedAt;
      if (!text.includes('Counting files')) return { first, complete: paintedAt - pressedAt };
    }
  };
  const times = new Promise<{ first: number; complete: number }>((resolve) => {
    const onKey = (event: Event) => follow(event.timeStamp).then(resolve);
    box.addEventListener('keydown', onKey, { once: true });
  });
  return { times };
}
