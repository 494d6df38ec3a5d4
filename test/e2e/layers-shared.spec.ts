import type { Page } from '@playwright/test';
import type { Engine } from '../support/engines';
import { buildImage } from '../support/images';
import { expect, imageRow, kinds, test } from './support/fixtures';
import { lookAt } from './support/looks';
import { buildOwnBase } from './support/own-base';

const files = { name: 'app/server.js', content: 'const port = 3000;\n' };

/** An image, and one on top of it. */
async function buildStack(engine: Engine): Promise<void> {
  await buildOwnBase(engine, 'shared/base:1');
  const lower = 'FROM shared/base:1\nCOPY app/ /app/\n';
  await buildImage(engine, { tag: 'shared/lower:1', dockerfile: lower, files: [files] });
  const upper = 'FROM shared/lower:1\nRUN echo added > /app/added.txt\nRUN rm /app/server.js\n';
  await buildImage(engine, { tag: 'shared/upper:1', dockerfile: upper, files: [] });
}

async function openLayers(window: Page, name: string): Promise<void> {
  await imageRow(window, name).click();
  await window.getByRole('tab', { name: 'Layers' }).click();
}

const line = (window: Page, name: string) =>
  window.getByRole('tree', { name: 'Files' }).getByRole('treeitem', { name, exact: true });

for (const kind of kinds) {
  test(`layers known from another image are browsed before the rest is read, on ${kind}`, async ({
    engines,
    launch,
  }) => {
    await buildStack(engines[kind]);
    const { window } = await launch({ host: engines[kind].host });
    await openLayers(window, 'shared/lower:1');
    await window.getByRole('button', { name: 'Analyse' }).click();
    await expect(window.getByText('Efficiency')).toBeVisible();

    await openLayers(window, 'shared/upper:1');
    const layers = window.getByRole('listbox', { name: 'Layer stack' }).getByRole('option');
    await expect(layers.first()).toHaveAccessibleName(/not read yet/);
    await expect(layers.first()).toBeDisabled();
    await line(window, 'app').click();
    await line(window, 'server.js').click();
    await expect(window.getByRole('region', { name: 'File' })).toContainText('const port = 3000;');
    await expect(window.getByRole('region', { name: 'File' })).not.toContainText('in the final file system');
    await layers.last().scrollIntoViewIfNeeded();
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme });
      await lookAt(window, 'screens', `layers-shared-${kind}-${colorScheme}`);
    }

    await window.getByRole('button', { name: 'Analyse' }).click();
    await expect(window.getByText('Efficiency')).toBeVisible();
    await expect(line(window, 'app')).toHaveAttribute('aria-expanded', 'true');
    await expect(line(window, 'added.txt')).toBeVisible();
    await expect(layers.first()).toHaveAttribute('aria-selected', 'true');
  });
}
