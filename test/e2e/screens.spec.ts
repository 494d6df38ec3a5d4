import { buildImage, buildTinyImage, commitImage } from '../support/images';
import { expect, imageRow, test } from './support/fixtures';
import { lookAt, looks } from './support/looks';
import { buildOwnBase } from './support/own-base';

/** Every tab in order, and what its panel holds once it has arrived. */
const panels = [
  ['overview', 'amd64'],
  ['layers', 'RUN'],
  ['history', 'RUN'],
  ['dockerfile', 'FROM'],
  ['containers', /container|容器/i],
  ['json', 'RepoTags'],
] as const;

test.beforeAll(async ({ engines }) => {
  const engine = engines.classic;
  await buildOwnBase(engine, 'screens/base:1');
  await buildImage(engine, {
    tag: 'screens/shop:2.4.1',
    dockerfile: 'FROM screens/base:1\nENV A=1\nRUN echo 1 > /1 && echo 2 > /2\nUSER root\nCMD ["sh"]\n',
    files: [],
  });
  await buildTinyImage(
    engine,
    'screens/a-very-long-repository-name/with/many/components/and-more:with-a-long-tag-too',
    'x',
  );
  await commitImage(engine, 'screens/handmade:1', 'screens/base:1', 'touch /made');
});

for (const { theme, language } of looks) {
  test(`every screen in ${theme}, ${language}`, async ({ engines, launch }) => {
    const { window } = await launch({ host: engines.classic.host, language });
    await window.emulateMedia({ colorScheme: theme });
    const shot = (name: string) => lookAt(window, 'screens', `${name}-${theme}-${language}`);
    const links = window.getByRole('navigation').getByRole('link');
    await expect(window.getByText('screens/shop').first()).toBeVisible();
    await shot('images');
    await window.getByRole('row').filter({ hasText: 'screens/shop' }).first().click();
    const tabs = window.getByRole('tab');
    await expect(tabs).toHaveCount(6);
    for (const [index, [name, shown]] of panels.entries()) {
      await tabs.nth(index).click();
      await expect(window.getByRole('tabpanel')).toContainText(shown);
      await shot(`details-${name}`);
    }
    for (const [index, name] of ['images', 'build', 'registries', 'jobs'].entries()) {
      if (index === 0) continue;
      await links.nth(index).click();
      await expect(window.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
      await shot(name);
    }
    await window.keyboard.press('Control+k');
    await shot('palette');
    await window.keyboard.press('Escape');
  });
}

test('a window without any engine', async ({ launch }) => {
  const { window } = await launch({ host: 'unix:///nowhere/docker.sock' });
  await expect(window.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
  await lookAt(window, 'screens', 'first-run');
  await expect(imageRow(window, 'anything')).toHaveCount(0);
});
