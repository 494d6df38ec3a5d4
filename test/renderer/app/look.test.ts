// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { applyTheme, setOnPage } from '../../../renderer/features/settings/look';

let changes: string[];
beforeEach(() => {
  changes = [];
  const page = document.documentElement;
  for (const { name } of [...page.attributes]) page.removeAttribute(name);
  const set = page.setAttribute.bind(page);
  page.setAttribute = (name, value) => {
    changes.push(`${name}=${value}`);
    set(name, value);
  };
});

test('a look that the page has already is not put on it again', () => {
  for (let time = 0; time < 2; time += 1) {
    applyTheme('dark');
    setOnPage('lang', 'en');
  }
  expect(changes).toEqual(['data-theme=dark', 'lang=en']);
  applyTheme('light');
  setOnPage('lang', 'zh-CN');
  expect(changes.slice(2)).toEqual(['data-theme=light', 'lang=zh-CN']);
});
