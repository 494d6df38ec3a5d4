import { expect, test } from './support/fixtures';

test('the window is confined', async ({ engines, launch }) => {
  const { app, window } = await launch({ host: engines.classic.host });
  const pages = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  const address = window.url();
  expect(address).toMatch(/^app:\/\//);

  await test.step('no Node, no Electron in the page', async () => {
    const found = await window.evaluate(() =>
      ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
  });

  await test.step("no script but the app's own runs", async () => {
    const ran = await window.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.head.append(script);
      return 'injected' in globalThis;
    });
    expect(ran).toBe(false);
    // Not at once: what the debugger runs is exempt from the policy, what runs later is not.
    const evaluated = await window.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          setTimeout(() => {
            try {
              resolve(Boolean(new Function('return 1')()));
            } catch {
              resolve(false);
            }
          });
        }),
    );
    expect(evaluated).toBe(false);
  });

  await test.step('no request leaves', async () => {
    const answer = await window.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(answer).toBe('refused');
    const file = await window.evaluate(() =>
      fetch('app://layeryard/../../package.json').then(
        (response) => (response.ok ? response.text() : 'refused'),
        () => 'refused',
      ),
    );
    expect(file).not.toContain('devDependencies');
  });

  await test.step('no window opens and no page navigates away', async () => {
    await window.evaluate(() => globalThis.open('https://example.com/'));
    await window.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      document.body.append(link);
      link.click();
      link.remove();
    });
    expect(await pages()).toBe(1);
    expect(window.url().startsWith(address)).toBe(true);
  });

  await test.step('every permission is refused', async () => {
    const state = await window.evaluate(async () => {
      const notifications = await Notification.requestPermission();
      const place = await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => resolve('denied'),
        );
      });
      return [notifications, place];
    });
    expect(state).toEqual(['denied', 'denied']);
  });

  await test.step('an unknown request and a wrong payload are refused with a code', async () => {
    const answers = await window.evaluate(async () => {
      const bridge = (
        globalThis as unknown as { layeryard: { invoke(name: string, input: unknown): Promise<string> } }
      ).layeryard;
      return [
        await bridge.invoke('app.deleteEverything', {}),
        await bridge.invoke('images.list', { engineId: '../../etc' }),
        await bridge.invoke('app.openHelp', { page: 'https://example.com' }),
      ];
    });
    for (const answer of answers) {
      expect(JSON.parse(answer)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    }
  });
});
