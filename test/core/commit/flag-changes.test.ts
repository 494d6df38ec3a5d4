import { expect, test } from 'vitest';
import { countFlags, flagOf } from '../../../electron/core/commit/flag-changes';

test.each([
  ['/root/.ssh/id_ed25519', 'secret'],
  ['/app/.env', 'secret'],
  ['/root/.bash_history', 'secret'],
  ['/root/.docker/config.json', 'secret'],
  ['/etc/ssl/certs/ca.pem', null],
  ['/app/.env.example', null],
  ['/var/cache/apt/archives/x.deb', 'cache'],
  ['/var/lib/apt/lists', 'cache'],
  ['/root/.cache/pip/http/a', 'cache'],
  ['/usr/lib/ruby/gems/3.1.0/cache/x.gem', 'cache'],
  ['/srv/var/lib/apt/lists', null],
  ['/var/log/dpkg.log', 'log'],
  ['/app/server.log.1', 'log'],
  ['/var/log', null],
  ['/tmp/x', 'temporary'],
  ['/etc/passwd', null],
])('%s is %s', (path, flag) => {
  expect(flagOf({ path, kind: 'added' })).toBe(flag);
  expect(flagOf({ path, kind: 'deleted' })).toBeNull();
});

test('flags are counted', () => {
  const paths = ['/tmp/a', '/tmp/b', '/var/log/c', '/etc/hosts'];
  expect(countFlags(paths.map((path) => ({ path, kind: 'changed' })))).toEqual({ temporary: 2, log: 1 });
});
