import { rmSync } from 'node:fs';
import path from 'node:path';
import { foreground } from './children.mjs';
import { cache, root } from './root.mjs';
import { displayPackages, electronPackages, packagingPackages } from './system-packages.mjs';
import { countPlaywright, countVitest } from './test-results.mjs';

/**
 * @typedef {object} Stage
 * @property {string} name as on the command line
 * @property {string[]} packages Debian packages that it needs
 * @property {boolean} window whether it opens windows: needs a build, a runtime and a display
 * @property {(filters: string[], env: NodeJS.ProcessEnv) => Promise<import('./test-results.mjs').Count>} run
 */

const windowPackages = [...electronPackages, ...displayPackages];
/** Engines, registries and what else the tests start for themselves. */
export const enginePackages = [
  'docker.io',
  'docker-registry',
  'apache2-utils',
  'busybox-static',
  'openssl',
  'iproute2',
];

/** @type {Stage[]} */
export const stages = [
  { name: 'types', packages: [], window: false, run: check('node_modules/typescript/bin/tsc', ['--noEmit']) },
  { name: 'lint', packages: [], window: false, run: lint },
  { name: 'unit', packages: [], window: false, run: vitest('unit') },
  { name: 'engine', packages: enginePackages, window: false, run: vitest('engine') },
  { name: 'e2e', packages: [...enginePackages, ...windowPackages], window: true, run: playwright('e2e') },
  {
    name: 'package',
    packages: [...enginePackages, ...windowPackages, ...packagingPackages],
    window: true,
    run: packageAndTest,
  },
];

/**
 * A check that passes or fails as a whole.
 *
 * @param {string} script repository path of a Node script
 * @param {string[]} args
 * @returns {Stage['run']}
 */
function check(script, args) {
  return async (_filters, env) => {
    const code = await foreground(process.execPath, [path.join(root, script), ...args], env);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  };
}

/** @type {Stage['run']} */
async function lint(filters, env) {
  const biome = check('node_modules/@biomejs/biome/bin/biome', [
    'check',
    '--config-path=build',
    '--error-on-warnings',
    '.',
  ]);
  const imports = check('build/import-rules.mjs', []);
  const counts = [await biome(filters, env), await imports(filters, env)];
  return counts.every((count) => count.failed === 0) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {string} project
 * @returns {Stage['run']}
 */
function vitest(project) {
  return async (filters, env) => {
    const report = freshReport(project);
    const args = [
      'run',
      '--config=build/vitest.config.ts',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
    ];
    const script = path.join(root, 'node_modules/vitest/vitest.mjs');
    const plain = process.stdout.isTTY ? [] : ['--no-color'];
    const all = [script, ...args, ...plain, `--outputFile.json=${report}`, ...filters];
    return countVitest(report, await foreground(process.execPath, all, env));
  };
}

/**
 * @param {string} project
 * @returns {Stage['run']}
 */
function playwright(project) {
  return async (filters, env) => {
    const report = freshReport(project);
    const script = path.join(root, 'node_modules/@playwright/test/cli.js');
    const args = [script, 'test', ...filters, '--config=build/playwright.config.ts', `--project=${project}`];
    const code = await foreground(process.execPath, args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report });
    return countPlaywright(report, code);
  };
}

/** @type {Stage['run']} */
async function packageAndTest(filters, env) {
  const code = await foreground(process.execPath, [path.join(root, 'build/package.mjs'), 'dir', 'deb'], env);
  return code === 0 ? await playwright('package')(filters, env) : { passed: 0, failed: 1 };
}

/**
 * Path for the report of a run, without what an earlier run left there.
 *
 * @param {string} name
 */
function freshReport(name) {
  const report = path.join(cache, `test-${name}.json`);
  rmSync(report, { force: true });
  return report;
}
