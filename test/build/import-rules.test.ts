import { describe, expect, it } from 'vitest';
import { checkImports } from '../../build/import-rules.mjs';

/** What the rules say about one line of code in one file, without the place of the line. */
function judge(file: string, code: string): string[] {
  return checkImports([file], () => code).map((line) => line.replace(/^.*?:\d+: /, ''));
}

describe('import rules', () => {
  it.each([
    ['electron/contract/images.ts', `import { z } from 'zod';`],
    ['electron/core/reference.ts', `import { code } from '../contract/errors';`],
    ['electron/engine/push-image.ts', `import Docker from 'dockerode';`],
    ['electron/services/images.ts', `import { listImages } from '../engine/list-images';`],
    ['electron/analysis/worker.ts', `import { openSocket } from '../engine/socket';`],
    ['electron/ipc/register.ts', `import { ipcMain } from 'electron';`],
    ['electron/preload.ts', `import type { Requests } from './contract';`],
    ['electron/main.ts', `import { openWindow } from './shell/window';`],
    ['renderer/api/client.ts', `import type { ImageSummary } from '../../electron/contract/images';`],
    ['renderer/features/images/list.tsx', `import { Button } from '../../ui/button';`],
    ['renderer/features/images/list.tsx', `import { Row } from './row'; import '../images/list.css';`],
    ['renderer/main.tsx', `import { Images } from './features/images/images';`],
    ['test/core/reference.test.ts', `import { parse } from '../../electron/core/reference';`],
    ['build/start.mjs', `import { root } from './root.mjs';`],
  ])('lets %s have %s', (file, code) => {
    expect(judge(file, code)).toEqual([]);
  });

  it.each([
    ['electron/contract/images.ts', `import { f } from '../core/f';`, 'contract may not import core'],
    [
      'electron/contract/images.ts',
      `import fs from 'node:fs';`,
      'contract may not import the package node:fs',
    ],
    ['electron/core/tar.ts', `import Docker from 'dockerode';`, 'core may not import the package dockerode'],
    ['electron/core/tar.ts', `import { app } from 'electron';`, 'core may not import the package electron'],
    ['electron/engine/a.ts', `import { app } from 'electron/main';`, 'engine may not import the package'],
    ['electron/engine/a.ts', `import { b } from '../services/b';`, 'engine may not import services'],
    ['electron/registry/a.ts', `import { b } from '../engine/b';`, 'registry may not import engine'],
    ['electron/analysis/host.ts', `import { b } from '../engine/b';`, 'analysis may not import engine'],
    ['electron/services/a.ts', `import { app } from 'electron';`, 'services may not import the package'],
    ['electron/services/a.ts', `export { b } from '../ipc/b';`, 'services may not import ipc'],
    ['electron/ipc/a.ts', `import { b } from '../engine/b';`, 'ipc may not import engine'],
    ['electron/shell/a.ts', `import { b } from '../services/b';`, 'shell may not import services'],
    [
      'electron/preload.ts',
      `import { names } from './contract';`,
      'preload may import only types of contract',
    ],
    ['electron/cli.ts', `import { b } from './engine/b';`, 'cli may not import engine'],
    ['electron/main.ts', `import { b } from '../renderer/api/b';`, 'main may not import renderer/api'],
    ['electron/main.ts', `import { b } from '../test/support/b';`, 'main may not import test'],
    ['renderer/api/a.ts', `import { z } from '../../electron/contract/z';`, 'only types of contract'],
    ['renderer/api/a.ts', `import type { Job } from '../../electron/core/job';`, 'may not import core'],
    [
      'renderer/ui/a.tsx',
      `import { invoke } from '../api/invoke';`,
      'renderer/ui may not import renderer/api',
    ],
    [
      'renderer/format/a.ts',
      `import { t } from '../i18n/t';`,
      'renderer/format may not import renderer/i18n',
    ],
    ['renderer/main.tsx', `import fs from 'node:fs';`, 'renderer may not import the package node:fs'],
    [
      'renderer/features/images/a.tsx',
      `import { L } from '../layers/l';`,
      'may not import renderer/features/*',
    ],
    ['renderer/features/images/a.tsx', `const l = import('../layers/l');`, 'renderer/features/*'],
    ['renderer/features/images/a.tsx', `type T = import('../../../electron/contract').T;`, 'contract'],
    [
      'electron/core/a.ts',
      `const docker = require('dockerode');`,
      'core may not import the package dockerode',
    ],
    ['build/start.mjs', `import { b } from '../electron/core/b';`, 'build may not import core'],
    ['scripts/a.ts', `import { b } from './b';`, 'stands in no folder of the house'],
  ])('keeps %s from %s', (file, code, sentence) => {
    expect(judge(file, code)).toEqual([expect.stringContaining(sentence)]);
  });

  it('names the line of the wrong import', () => {
    const code = `import { z } from 'zod';\n\nimport { app } from 'electron';\n`;
    expect(checkImports(['electron/contract/a.ts'], () => code)).toEqual([
      'electron/contract/a.ts:3: contract may not import the package electron',
    ]);
  });

  it('refuses a file that cannot be parsed', () => {
    expect(() => checkImports(['electron/core/a.ts'], () => 'import {')).toThrow('electron/core/a.ts');
  });
});
