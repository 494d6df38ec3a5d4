import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { en } from '../../../renderer/i18n/en';
import { zhCN } from '../../../renderer/i18n/zh-CN';

const OUTPUT = join(import.meta.dirname, '../../output');

/** Every way in which a screen is looked at, with the words that it then has. */
export const looks = [
  { theme: 'light', language: 'en-US', words: en },
  { theme: 'dark', language: 'en-US', words: en },
  { theme: 'light', language: 'zh-CN', words: zhCN },
  { theme: 'dark', language: 'zh-CN', words: zhCN },
] as const;
export type Look = (typeof looks)[number];

/** What stands in the way of people with other ways to read and point. */
export async function seriousFindings(window: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: window }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Keeps a picture of a screen that has come to rest, and finds nothing serious on it. */
export async function lookAt(window: Page, folder: string, name: string): Promise<void> {
  // A picture of something still on its way would prove nothing.
  await expect(window.getByText(/^(Loading…|正在加载…)$/)).toHaveCount(0);
  await expect(window.locator('[aria-busy="true"]')).toHaveCount(0);
  await window.screenshot({ path: join(OUTPUT, folder, `${name}.png`), animations: 'disabled' });
  expect(await seriousFindings(window), name).toEqual([]);
}
