import { setTimeout as delay } from 'node:timers/promises';
import type { JSHandle, Page } from '@playwright/test';
import { PREFIX } from './engines';

/** A quick typist. */
const BETWEEN_KEYS = 120;

interface KeyWatch {
  /** Milliseconds from each key to the frame that shows its result. */
  results: () => Promise<number[]>;
}

/**
 * Types a text into the search of the image list, key by key, and takes it away again key by key. Answers how long each
 * key took to the painted result. The images are the bench's own, so the right result of each text is known: a frame
 * counts only when it shows that.
 */
export async function typeAndClear(window: Page, text: string, count: number): Promise<number[]> {
  const search = window.getByRole('searchbox').first();
  await search.focus();
  const texts = Array.from({ length: text.length + 1 }, (_, length) => text.slice(0, length));
  const expected = Object.fromEntries(texts.map((typed) => [typed, imagesWith(typed, count)]));
  const watch: JSHandle<KeyWatch> = await search.evaluateHandle(watchKeys, expected);
  for (const key of [...text, ...Array.from(text, () => 'Backspace')]) {
    await window.keyboard.press(key);
    await delay(BETWEEN_KEYS);
  }
  return await watch.evaluate((keys) => keys.results());
}

/** How many of the bench's images have a name or label with this text in it. */
function imagesWith(text: string, count: number): number {
  const hay = Array.from({ length: count }, (_, number) => `${PREFIX}-${number}:latest\nnumber=${number}`);
  return hay.filter((one) => one.includes(text)).length;
}

/** Runs in the page. */
function watchKeys(input: Element, expected: Record<string, number>): KeyWatch {
  const pending: Promise<number>[] = [];
  const box = input as HTMLInputElement;
  const shows = (images: number) =>
    document.querySelector('table[aria-label="Images"]')?.getAttribute('aria-rowcount') ===
    String(images + 1);
  const afterFrame = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const resultOf = async (pressedAt: number, text: string) => {
    for (;;) {
      const paintedAt = await afterFrame();
      if (shows(expected[text] ?? -1)) return paintedAt - pressedAt;
    }
  };
  let pressedAt = 0;
  const onKey = (event: KeyboardEvent) => {
    pressedAt = event.timeStamp;
  };
  const onInput = () => pending.push(resultOf(pressedAt, box.value));
  box.addEventListener('keydown', onKey);
  box.addEventListener('input', onInput);
  const results = () => {
    // A watch that stayed would wait for the results of later texts in every frame, and slow them.
    box.removeEventListener('keydown', onKey);
    box.removeEventListener('input', onInput);
    return Promise.all(pending);
  };
  return { results };
}
