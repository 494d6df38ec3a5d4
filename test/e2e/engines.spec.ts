import { startEngine } from '../support/engines';
import { startFaultProxy } from '../support/fault-proxy';
import { buildTinyImage } from '../support/images';
import { expect, imageRow, test } from './support/fixtures';

test('the first screen says what is missing when no engine answers, and finds one that comes up', async ({
  engines,
  launch,
}) => {
  const proxy = await startFaultProxy({ target: { socketPath: engines.classic.socketPath } });
  await buildTinyImage(engines.classic, 'engines/late:1', 'late\n');
  await proxy.goDown();
  const { window } = await launch({ host: proxy.host });
  await expect(window.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
  await proxy.comeBack();
  await window.getByRole('button', { name: 'Try again' }).first().click();
  await expect(imageRow(window, 'engines/late:1')).toBeVisible();
  await proxy.stop();
});

test('a lost engine leaves the list as stale and comes back by itself', async ({ launch }) => {
  const engine = await startEngine('classic');
  await buildTinyImage(engine, 'engines/kept:1');
  const { window } = await launch({ host: engine.host });
  await expect(imageRow(window, 'engines/kept:1')).toBeVisible();
  await engine.kill();
  await expect(window.getByText(/lost|no longer answers|not answering/i).first()).toBeVisible();
  await expect(imageRow(window, 'engines/kept:1')).toBeVisible();
  await engine.restart();
  await expect(window.getByText(/lost|no longer answers|not answering/i)).toHaveCount(0);
  await buildTinyImage(engine, 'engines/after:1', 'after\n');
  await expect(imageRow(window, 'engines/after:1')).toBeVisible();
  await engine.stop();
});

test('switching engines never mixes their images', async ({ engines, launch }) => {
  await buildTinyImage(engines.classic, 'engines/only-classic:1', 'a\n');
  await buildTinyImage(engines.containerd, 'engines/only-containerd:1', 'b\n');
  const { window } = await launch({
    host: engines.classic.host,
    env: { LAYERYARD_SANDBOX_HOST: engines.containerd.host },
  });
  await expect(imageRow(window, 'engines/only-classic:1')).toBeVisible();
  await window.getByRole('combobox', { name: 'Engine' }).click();
  await window.getByRole('option', { name: /sandbox/i }).click();
  await expect(imageRow(window, 'engines/only-containerd:1')).toBeVisible();
  await expect(imageRow(window, 'engines/only-classic:1')).toHaveCount(0);
});
