import type { Page } from '@playwright/test';
import { inRounds, type Row, sized } from '../bench';
import { framesDuring, framesWhileScrolling, openProduct } from '../driven-app';
import { limited } from '../figure';
import { percentile } from '../statistics';
import { typeAndClear } from '../typing';

/** Milliseconds; 60 frames a second are 16.7 apart. */
const FRAME = 17;
const RESULT = 50;
const TEXTS = ['image-77', 'number=5', 'e-10:late'];

/** How evenly frames come while a person scrolls through and filters a long list, and how soon a filter shows. */
export const scrolling: Row = {
  name: 'scrolling',
  title: 'Scrolling and typing with 10,000 images',
  measure: async (bench) => {
    const count = sized(bench, 10_000);
    const { host } = await bench.engines.withImages('classic', count);
    const running = await openProduct(bench, { host, count });
    const scrolled = await inRounds(bench, async () => await scroll(running.window));
    const typed = await inRounds(bench, async () => await typeText(running.window, count));
    await running.close();
    return figures(count, scrolled, typed);
  },
};

/** 95th percentile of the frames while the list goes down and up again. */
async function scroll(window: Page): Promise<number> {
  const body = await window.getByRole('table', { name: 'Images' }).boundingBox();
  const place = { x: Math.round((body?.x ?? 0) + 200), y: 400 };
  return percentile(await framesWhileScrolling(window, place), 0.95);
}

async function typeText(window: Page, count: number) {
  const results: number[] = [];
  const distances = await framesDuring(window, async () => {
    // Enough keys that a percentile means something.
    for (const text of TEXTS) results.push(...(await typeAndClear(window, text, count)));
  });
  return { frame: percentile(distances, 0.95), result: percentile(results, 0.95) };
}

function figures(
  count: number,
  scrolled: readonly number[],
  typed: readonly { frame: number; result: number }[],
) {
  const images = `with ${count.toLocaleString('en')} images`;
  const note = '95th percentile';
  return [
    limited({ what: `Scrolling ${images}, frame`, unit: 'ms', limit: FRAME, note }, scrolled),
    limited(
      { what: `Typing in the filter ${images}, frame`, unit: 'ms', limit: FRAME, note },
      typed.map(({ frame }) => frame),
    ),
    limited(
      { what: `Filter result ${images}, key to painted rows`, unit: 'ms', limit: RESULT, note },
      typed.map(({ result }) => result),
    ),
  ];
}
