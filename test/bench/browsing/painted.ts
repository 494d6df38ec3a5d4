import { expect, type JSHandle, type Page } from '@playwright/test';

/** Something that a person does, and that the tree answers by other rows. */
export type Act = (window: Page) => Promise<void>;

/** Frames in a row in which nothing changes, after which a screen counts as done. */
const STEADY_FRAMES = 30;

/**
 * Does all acts twice: once to learn what each leads to, and once to learn how many milliseconds it takes from the key
 * or press to the frame that shows just that. The acts must lead back to where they began.
 */
export async function paintTimes(window: Page, acts: readonly Act[]): Promise<number[]> {
  const expected: string[] = [];
  for (const act of acts) {
    const before = expected.at(-1) ?? (await steadyScreen(window));
    await act(window);
    const after = await steadyScreen(window);
    if (after === before)
      throw new Error(`Act ${expected.length} of ${acts.length} changes nothing on the screen.`);
    expected.push(after);
  }
  const times: number[] = [];
  for (const [index, act] of acts.entries()) {
    const watch: JSHandle<{ result: () => Promise<number> }> = await window.evaluateHandle(
      `(${watchAct})(${screenOf}, ${JSON.stringify(expected[index])})`,
    );
    await act(window);
    times.push(await watch.evaluate((waiting) => waiting.result()));
    await steadyScreen(window);
  }
  return times;
}

/** What is on the screen once it stays. */
export async function steadyScreen(window: Page): Promise<string> {
  await expect(window.locator('[aria-busy="true"]')).toHaveCount(0);
  return await window.evaluate(`(${settle})(${screenOf}, ${STEADY_FRAMES})`);
}

/** Runs in the page: the rows or areas in sight as a text, null while some of them are on their way. */
function screenOf(): string | null {
  const lines = [...document.querySelectorAll('[role="tree"] [role="treeitem"], [data-box]')];
  if (lines.some((line) => line.getAttribute('aria-label') === '…')) return null;
  const height = document.querySelector<HTMLElement>('[role="tree"]')?.style.height;
  const count = document.querySelector('.text-sm[role="status"]')?.textContent;
  const texts = lines.map((line) => `${line.textContent} ${line.getAttribute('aria-description')}`);
  return [height, count, ...texts].join('\n');
}

/** Runs in the page: waits until the same has been there for so many frames. */
async function settle(screen: () => string | null, frames: number): Promise<string> {
  let before: string | null = null;
  for (let same = 0; ; ) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = screen();
    same = now === before ? same + 1 : 0;
    before = now;
    if (now !== null && same >= frames) return now;
  }
}

/** Runs in the page: from the next key or press to the frame that shows what is expected. */
function watchAct(screen: () => string | null, expected: string): { result: () => Promise<number> } {
  const afterFrame = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const until = async (actedAt: number) => {
    for (;;) {
      const paintedAt = await afterFrame();
      if (screen() === expected) return paintedAt - actedAt;
    }
  };
  const shown = new Promise<number>((resolve) => {
    const onAct = (event: Event) => {
      for (const type of ['keydown', 'click']) window.removeEventListener(type, onAct, { capture: true });
      resolve(until(event.timeStamp));
    };
    for (const type of ['keydown', 'click']) window.addEventListener(type, onAct, { capture: true });
  });
  return { result: () => shown };
}
