import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startEngine } from '../support/engines';
import { temporaryFolder } from '../support/temporary-folder';
import { expect, kinds, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

const OUTPUT = join(import.meta.dirname, '../output/build');
const LONG_STAGE = 'a-stage-name-that-somebody-has-really-chosen-for-the-build-of-their-frontend';
const LONG_ARG = 'AN_ARGUMENT_WHOSE_NAME_IS_WIDER_THAN_THE_WHOLE_FORM_BESIDE_THE_STEPS';

async function fillFolder(window: Page, folder: string): Promise<void> {
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
  await window.keyboard.press('Tab');
}

for (const kind of kinds) {
  test(`a build pressed twice runs once, outlives a reload and says when the ${kind} engine is lost`, async ({
    launch,
  }) => {
    const engine = await startEngine(kind);
    await buildOwnBase(engine, 'lost/base:1');
    const folder = await temporaryFolder();
    const recipe = `FROM lost/base:1 AS ${LONG_STAGE}\nARG ${LONG_ARG}\nRUN echo begun; sleep 60\n`;
    await writeFile(join(folder, 'Dockerfile'), recipe);
    const { window } = await launch({ host: engine.host });
    await fillFolder(window, folder);
    const argument = await window.getByRole('textbox', { name: LONG_ARG }).boundingBox();
    const tag = await window.getByRole('textbox', { name: 'Tag' }).boundingBox();
    expect(argument?.width).toBeLessThanOrEqual(tag?.width ?? 0);
    await window.getByRole('button', { name: 'More options' }).click();
    await window.getByRole('combobox', { name: 'Builder' }).click();
    await window.getByRole('option', { name: 'Classic builder', exact: true }).click();
    await window.getByRole('button', { name: 'Build', exact: true }).dblclick();
    await expect(window.getByRole('region', { name: 'Build log' })).toContainText('begun');
    await expect(window.getByText('1 in progress')).toBeVisible();
    const step = window.getByRole('list', { name: 'Steps' }).getByText('RUN echo begun; sleep 60');
    expect((await step.boundingBox())?.width).toBeGreaterThan(100);
    await window.screenshot({ path: join(OUTPUT, `long-names-${kind}.png`), animations: 'disabled' });

    await window.reload();
    await expect(window.getByRole('textbox', { name: 'Context folder' })).toHaveValue(folder);
    await engine.kill();
    const result = window.getByRole('region', { name: 'Result' });
    await expect(result).toContainText('The connection to the engine was lost.');
    await expect(result).not.toContainText('Failed at step');
    await expect(result.getByRole('button', { name: 'Look inside the last good layer' })).toHaveCount(0);
    await engine.stop();
  });
}

test('a folder that is not there is named as such, whichever part of the screen is open', async ({
  engines,
  launch,
}) => {
  const { window } = await launch({ host: engines.classic.host });
  await fillFolder(window, '/no/such/folder');
  await expect(window.getByText('/no/such/folder does not exist.')).toBeVisible();
  await window.getByRole('tab', { name: 'History' }).click();
  await expect(window.getByText('/no/such/folder does not exist.')).toBeVisible();
  await fillFolder(window, 'shop');
  await expect(window.getByText('A full path is needed')).toBeVisible();
  await fillFolder(window, '');
  await expect(window.getByText('A full path is needed')).toHaveCount(0);
});

test('a tag that is none is marked where it is written, until it is written anew', async ({
  engines,
  launch,
}) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
  const { window } = await launch({ host: engines.classic.host });
  await fillFolder(window, folder);
  const tag = window.getByRole('textbox', { name: 'Tag' });
  await expect(tag).not.toHaveValue('');
  await tag.fill('shop:1 Shop:1');
  await window.getByRole('button', { name: 'Build', exact: true }).click();
  await expect(tag).toHaveAccessibleDescription(/Shop:1: A repository name has lower-case letters only\./);
  await window.screenshot({ path: join(OUTPUT, 'bad-tag.png'), animations: 'disabled' });
  await tag.fill('shop:2');
  await expect(window.getByText('lower-case letters only')).toHaveCount(0);
  await expect(window.getByText('is not a valid image reference')).toHaveCount(0);
});

for (const kind of kinds) {
  test(`a double click on the ${kind} engine does nothing that one click does not`, async ({
    engines,
    launch,
  }) => {
    await buildOwnBase(engines[kind], 'double/base:1');
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'Dockerfile'), 'FROM double/base:1\nRUN echo begun; sleep 60\n');
    await writeFile(join(folder, 'quick.Dockerfile'), 'FROM double/base:1\nLABEL quick=yes\n');
    const { window } = await launch({ host: engines[kind].host });
    const history = async () => {
      await window.getByRole('tab', { name: 'History' }).click();
      const builds = await window.getByRole('list', { name: 'Earlier builds' }).getByRole('listitem').count();
      await window.getByRole('tab', { name: 'Overview' }).click();
      return builds;
    };
    await fillFolder(window, folder);
    const file = window.getByRole('textbox', { name: 'Dockerfile' });
    const result = window.getByRole('region', { name: 'Result' });
    await expect(window.getByRole('textbox', { name: 'Tag' })).not.toHaveValue('');
    await file.fill('Dockerfile');
    await window.getByRole('button', { name: 'Build', exact: true }).click();
    await expect(window.getByRole('region', { name: 'Build log' })).toContainText('begun');
    await result.getByRole('button', { name: 'Cancel build' }).dblclick();
    await expect(result).toContainText('The build was cancelled.');
    await expect.poll(history).toBe(1);

    // What is repeated is the build that is shown, not what the form says by now.
    await file.fill('quick.Dockerfile');
    await result.getByRole('button', { name: 'Build again' }).dblclick();
    await expect(result.getByRole('button', { name: 'Cancel build' })).toBeVisible();
    await expect(window.getByRole('region', { name: 'Build log' })).toContainText('begun');
    await window.screenshot({ path: join(OUTPUT, `again-${kind}.png`), animations: 'disabled' });
    await result.getByRole('button', { name: 'Cancel build' }).click();
    await expect(result).toContainText('The build was cancelled.');
    await expect.poll(history).toBe(2);

    // Even a build that is done before the second press comes.
    await window.getByRole('button', { name: 'Build', exact: true }).dblclick({ delay: 700 });
    await expect(result).toContainText('Built in');
    await expect.poll(history).toBe(3);
  });
}
