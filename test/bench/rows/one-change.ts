import { type IncomingMessage, request } from 'node:http';
import type { JSHandle, Page } from '@playwright/test';
import { jsonLines } from '../../../electron/engine/json-lines';
import { callEngine } from '../../support/engine-call';
import { inRounds, type Row, sized } from '../bench';
import { curlTime } from '../curl';
import { openProduct } from '../driven-app';
import { PREFIX } from '../engines';
import { comparison } from '../figure';

const SHOWN = 300;

/** How soon a change of one image is on screen where a whole list is slow. */
export const oneChange: Row = {
  name: 'one-change',
  title: 'One image changes among 1,000 on the containerd store',
  measure: async (bench) => {
    const count = sized(bench, 1_000);
    const engine = await bench.engines.withImages('containerd', count);
    const running = await openProduct(bench, { host: engine.host, count });
    const pairs = await inRounds(bench, async (round) => {
      const against = await curlTime(engine, '/images/json');
      return { against, measured: await tagAndSee(engine, running.window, `${PREFIX}-${count - 1}`, round) };
    });
    await running.close();
    return [
      comparison(
        {
          what: `One image changes among ${count.toLocaleString('en')} (containerd), event to painted row`,
          unit: 'ms',
          against: 'full relist by curl',
          goal: { text: `<= ${SHOWN} ms`, isMet: ({ measured }) => measured <= SHOWN },
        },
        pairs,
      ),
    ];
  },
};

/** Gives the newest image, which is the first row, a name that sorts first and so names the row. */
async function tagAndSee(engine: { socketPath: string }, window: Page, source: string, round: number) {
  const [repo, tag] = ['a-change', String(round)];
  const events = await listen(engine.socketPath);
  const seen: JSHandle<{ at: Promise<number> }> = await window.evaluateHandle(watchRow, `${repo}:${tag}`);
  await callEngine(engine, { method: 'POST', path: `/images/${source}:latest/tag?repo=${repo}&tag=${tag}` });
  const happened = await momentOf(events, `${repo}:${tag}`);
  const painted = await seen.evaluate((watch) => watch.at);
  events.destroy();
  await callEngine(engine, { method: 'DELETE', path: `/images/${repo}:${tag}` });
  return painted - happened;
}

/** Runs in the page: Unix milliseconds of the frame that shows a row of this name. */
function watchRow(name: string): { at: Promise<number> } {
  const isThere = () => document.querySelector(`tbody tr[aria-label="${name}"]`) !== null;
  const at = new Promise<number>((resolve) => {
    const onFrame = () => {
      if (!isThere()) return void requestAnimationFrame(onFrame);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(Date.now());
      port2.postMessage(null);
    };
    requestAnimationFrame(onFrame);
  });
  return { at };
}

async function listen(socketPath: string): Promise<IncomingMessage> {
  const outgoing = request({ socketPath, path: '/events?filters={"type":["image"],"event":["tag"]}' });
  outgoing.end();
  return await new Promise((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
}

/** When the event of this name happened, as the engine says: Unix milliseconds. */
async function momentOf(events: IncomingMessage, name: string): Promise<number> {
  for await (const { raw } of jsonLines(events)) {
    const nanoseconds = /"timeNano":(\d+)/.exec(raw)?.[1];
    if (raw.includes(name) && nanoseconds !== undefined) return Number(BigInt(nanoseconds) / 1_000n) / 1_000;
  }
  throw new Error('The engine said nothing of the change.');
}
