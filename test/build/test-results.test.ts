import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countPlaywright, countVitest } from '../../build/test-results.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'layeryard-results-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function report(content: unknown): string {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

function vitestReport(passed: number, failed: number, testResults: unknown[] = []): string {
  return report({ numPassedTests: passed, numFailedTests: failed, testResults });
}

describe('counting a run of vitest', () => {
  it('takes the numbers of the report', () => {
    expect(countVitest(vitestReport(5, 2), 1)).toEqual({ passed: 5, failed: 2 });
  });

  it('counts a file that could not be loaded', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const ordinary = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    expect(countVitest(vitestReport(5, 1, [broken, ordinary]), 1)).toEqual({ passed: 5, failed: 2 });
  });

  it('counts a failure outside of the tests', () => {
    expect(countVitest(vitestReport(5, 0), 1)).toEqual({ passed: 5, failed: 1 });
  });

  it('counts a run without tests as failed', () => {
    expect(countVitest(vitestReport(0, 0), 0)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts a run without a report as failed', () => {
    expect(countVitest(path.join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('counting a run of Playwright', () => {
  it('takes the numbers of the report and fails flaky tests', () => {
    const file = report({ stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 0 } });
    expect(countPlaywright(file, 1)).toEqual({ passed: 7, failed: 3 });
  });

  it('counts a run without tests as failed', () => {
    const file = report({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 3 } });
    expect(countPlaywright(file, 0)).toEqual({ passed: 0, failed: 1 });
  });
});
