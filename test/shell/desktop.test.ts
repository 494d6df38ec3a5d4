import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { JobSnapshot } from '../../electron/contract';

const desktop = vi.hoisted(() => ({
  app: null as unknown as EventEmitter & { quit: () => void },
  quits: 0,
  language: 'en-US',
  focused: null as object | null,
  shown: [] as { title: string; body: string }[],
}));

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  const app = Object.assign(new Emitter(), {
    quit: () => {
      desktop.quits += 1;
      let prevented = false;
      app.emit('before-quit', { preventDefault: () => (prevented = true) });
      if (!prevented) app.emit('gone');
    },
    getPreferredSystemLanguages: () => [desktop.language],
    getLocale: () => desktop.language,
    whenReady: async () => undefined,
  });
  desktop.app = app;
  class Notification extends Emitter {
    readonly #notice: { title: string; body: string };
    static isSupported = () => true;
    constructor(notice: { title: string; body: string }) {
      super();
      this.#notice = notice;
    }
    show() {
      desktop.shown.push(this.#notice);
    }
  }
  return { app, Notification, BrowserWindow: { getFocusedWindow: () => desktop.focused }, Menu: {} };
});

const { menuTemplate } = await import('../../electron/shell/menu');
const { notifyOfEndedJobs } = await import('../../electron/shell/notifications');
const { quitSafely } = await import('../../electron/shell/quit');
const { textsFor } = await import('../../electron/shell/texts');
const { UnsavedFiles } = await import('../../electron/shell/unsaved-files');
const { defaultSettings } = await import('../../electron/services/settings');

beforeEach(() => {
  desktop.app.removeAllListeners();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  Object.assign(desktop, { quits: 0, language: 'en-US', focused: null, shown: [] });
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

const noneUnsaved = new UnsavedFiles({
  ask: () => Promise.reject(new Error('nothing to ask')),
  save: () => true,
});

describe('texts that are not saved', () => {
  function prepare(choice: 'save' | 'discard' | 'stay', page = true) {
    const said: string[] = [];
    const files: InstanceType<typeof UnsavedFiles> = new UnsavedFiles({
      ask: async (names) => {
        said.push(`asked about ${names.join(' ')}`);
        return choice;
      },
      save: () => {
        said.push('told to save');
        return page;
      },
    });
    return { said, files };
  }

  test('are asked about, and the window stays where that is the answer', async () => {
    const { said, files } = prepare('stay');
    expect(await files.settle()).toBe(true);
    files.set(['/src/Dockerfile']);
    expect(await files.settle()).toBe(false);
    expect(said).toEqual(['asked about /src/Dockerfile']);
  });

  test.each([true, false])('are saved by the page before the window goes, if it can: %s', async (all) => {
    const { said, files } = prepare('save');
    files.set(['/src/Dockerfile']);
    const settled = files.settle();
    await vi.waitFor(() => expect(said).toContain('told to save'));
    files.saved(all);
    expect(await settled).toBe(all);
  });

  test('hold nothing up once they are given up, or their page is gone', async () => {
    const given = prepare('discard').files;
    given.set(['/src/Dockerfile']);
    expect(await given.settle()).toBe(true);
    const gone = prepare('save', false).files;
    gone.set(['/src/Dockerfile']);
    expect(await gone.settle()).toBe(true);
    const { said, files: lost } = prepare('save');
    lost.set(['/src/Dockerfile']);
    const settled = lost.settle();
    await vi.waitFor(() => expect(said).toContain('told to save'));
    lost.lost();
    expect(await settled).toBe(true);
    expect(lost.any).toBe(false);
  });
});

describe('quitting', () => {
  function prepare(running: number, answer: boolean, unsaved = noneUnsaved) {
    const said: string[] = [];
    desktop.app.on('gone', () => said.push('gone'));
    const { guard } = quitSafely({
      runningJobs: () => running,
      unsaved,
      confirm: async (count) => {
        said.push(`asked about ${count}`);
        return answer;
      },
      finish: async () => void said.push('finished'),
      onError: (thrown) => said.push(String(thrown)),
    });
    return { said, guard };
  }

  test('without jobs finishes and goes', async () => {
    const { said } = prepare(0, false);
    desktop.app.quit();
    await settled();
    expect(said).toEqual(['finished', 'gone']);
  });

  test('with jobs asks, and stays when the answer is no', async () => {
    const { said } = prepare(2, false);
    desktop.app.quit();
    desktop.app.quit();
    await settled();
    expect(said).toEqual(['asked about 2']);
    desktop.app.quit();
    await settled();
    expect(said).toEqual(['asked about 2', 'asked about 2']);
  });

  test('with jobs finishes them first when the answer is yes', async () => {
    const { said } = prepare(1, true);
    desktop.app.quit();
    await settled();
    expect(said).toEqual(['asked about 1', 'finished', 'gone']);
  });

  test('asks about what is not saved before it asks about jobs', async () => {
    const asked: string[] = [];
    const unsaved = new UnsavedFiles({
      ask: async (files) => {
        asked.push(...files);
        return asked.length === 1 ? 'stay' : 'discard';
      },
      save: () => true,
    });
    unsaved.set(['/src/Dockerfile']);
    const { said } = prepare(1, true, unsaved);
    desktop.app.quit();
    await settled();
    expect([asked, said]).toEqual([['/src/Dockerfile'], []]);
    desktop.app.quit();
    await settled();
    expect(said).toEqual(['asked about 1', 'finished', 'gone']);
  });

  test('by a signal does not ask', async () => {
    const { said } = prepare(3, false);
    await settled();
    process.emit('SIGTERM');
    await settled();
    expect(said).toEqual(['finished', 'gone']);
  });

  test('is what closing the window does, so the window is still there when the answer is no', async () => {
    const { said, guard } = prepare(1, false);
    const window = new EventEmitter();
    guard(window as never);
    let closes = 0;
    window.emit('close', { preventDefault: () => (closes -= 1) });
    closes += 1;
    await settled();
    expect(closes).toBe(0);
    expect(said).toEqual(['asked about 1']);
  });
});

describe('the end of a job', () => {
  const job = (more: object): JobSnapshot =>
    ({
      id: 'a',
      spec: { kind: 'pull' },
      subject: 'nginx',
      state: 'done',
      startedAt: 0,
      endedAt: 20_000,
      ...more,
    }) as JobSnapshot;
  const tell = (...jobs: JobSnapshot[]) =>
    notifyOfEndedJobs(
      () => defaultSettings,
      () => undefined,
    )(jobs);

  test('is told when it took long and nobody looks, once', () => {
    const notify = notifyOfEndedJobs(
      () => defaultSettings,
      () => undefined,
    );
    notify([job({})]);
    notify([job({})]);
    expect(desktop.shown).toEqual([{ title: 'Pulled', body: 'nginx' }]);
  });

  test('is told in the language of the window', () => {
    notifyOfEndedJobs(
      () => ({ ...defaultSettings, language: 'zh-CN' }),
      () => undefined,
    )([job({ state: 'failed' })]);
    expect(desktop.shown).toEqual([{ title: '拉取失败', body: 'nginx' }]);
  });

  test('is not told when it was short, cancelled, still runs, or is looked at', () => {
    tell(
      job({ endedAt: 5 }),
      job({ state: 'cancelled', id: 'b' }),
      job({ state: 'running', endedAt: null, id: 'c' }),
    );
    desktop.focused = {};
    tell(job({}));
    expect(desktop.shown).toEqual([]);
  });
});

describe('the menu', () => {
  const template = (
    language: 'en' | 'zh-CN' | 'system',
    mac: boolean,
    onCommand = (_: string) => undefined,
  ) => menuTemplate({ texts: textsFor(language), settings: { theme: 'dark', language }, onCommand }, mac);
  const labels = (items: ReturnType<typeof template>) => items.map(({ label }) => label);
  const all = (items: ReturnType<typeof template>): ReturnType<typeof template> =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);

  test("speaks both languages, and the system's where none is chosen", () => {
    expect(labels(template('en', false))).toEqual(['File', 'Edit', 'View', 'Go', 'Window', 'Help']);
    expect(labels(template('zh-CN', true))).toEqual([
      'Layeryard',
      '文件',
      '编辑',
      '视图',
      '前往',
      '窗口',
      '帮助',
    ]);
    desktop.language = 'zh-Hans-CN';
    expect(labels(template('system', false))[0]).toBe('文件');
  });

  test('sends its commands and shows what is chosen', () => {
    const sent: string[] = [];
    const items = all(template('en', false, (command) => void sent.push(command)));
    const item = (id: string) => items.find((candidate) => candidate.id === id);
    item('pull')?.click?.(undefined as never, undefined as never, undefined as never);
    expect(sent).toEqual(['pull']);
    expect(item('theme-dark')).toMatchObject({ type: 'radio', checked: true });
    expect(item('theme-light')).toMatchObject({ type: 'radio', checked: false });
  });

  test('has no two commands with the same keys', () => {
    const keys = all(template('en', true)).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
