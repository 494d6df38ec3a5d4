import { describe, expect, it } from 'vitest';
import { isInstalled } from '../../build/dependencies.mjs';

const locked = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', optional: true },
};
const a = locked['node_modules/a'];
const b = locked['node_modules/b'];

describe('installed dependencies', () => {
  it('are complete with every package of the lock file', () => {
    expect(isInstalled(locked, { 'node_modules/a': a, 'node_modules/b': b })).toBe(true);
  });

  it('may miss a package for another platform', () => {
    expect(isInstalled(locked, { 'node_modules/a': a })).toBe(true);
  });

  it.each([
    ['nothing is there', {}],
    ['a package is missing', { 'node_modules/b': b }],
    ['a package has another version', { 'node_modules/a': { ...a, version: '1.0.1' } }],
    ['a package has another content', { 'node_modules/a': { ...a, integrity: 'sha512-x' } }],
    [
      'an optional package has another version',
      { 'node_modules/a': a, 'node_modules/b': { version: '3.0.0' } },
    ],
    ['a package is left over', { 'node_modules/a': a, 'node_modules/c': a }],
  ])('are incomplete when %s', (_what, present) => {
    expect(isInstalled(locked, present)).toBe(false);
  });

  it('are incomplete without a lock file', () => {
    expect(isInstalled({}, {})).toBe(false);
  });
});
