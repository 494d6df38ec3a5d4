import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 */

/**
 * Counts a run of vitest. A file that could not be loaded, and an error outside of any test, is a failure too.
 *
 * @param {string} file report of vitest's json reporter
 * @param {number} code exit code of the run
 * @returns {Count}
 */
export function countVitest(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults;
  const broken = files.filter((entry) => entry.status === 'failed' && entry.assertionResults.length === 0);
  return settle({ passed: report.numPassedTests, failed: report.numFailedTests + broken.length }, code);
}

/**
 * Counts a run of Playwright. A test that passed only at a second attempt counts as failed.
 *
 * @param {string} file report of Playwright's json reporter
 * @param {number} code exit code of the run
 * @returns {Count}
 */
export function countPlaywright(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return settle({ passed: stats.expected, failed: stats.unexpected + stats.flaky }, code);
}

/**
 * A run that failed for a reason outside of its tests, or that ran no test at all, counts as one failure.
 *
 * @param {Count} count
 * @param {number} code
 * @returns {Count}
 */
function settle(count, code) {
  const unexplained = count.failed === 0 && (code !== 0 || count.passed === 0);
  return unexplained ? { ...count, failed: 1 } : count;
}
