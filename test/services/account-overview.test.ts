import { expect, test } from 'vitest';
import { codedError } from '../../electron/core/coded-error';
import type { Account, AccountPart } from '../../electron/registry/credential-store';
import { AccountOverview } from '../../electron/services/account-overview';
import { Deferred } from '../../electron/services/deferred';

const account = (server: string, storage: string): Account => ({ server, username: 'me', storage });
const part = (storage: string, servers: string[], accounts: Promise<Account[]>): AccountPart => ({
  storage,
  servers,
  accounts,
});
const draw = (overview: AccountOverview) => {
  const { accounts, problems } = overview.now();
  return [
    ...accounts.map(({ server, username, state, problem }) =>
      `${server} ${username} ${state} ${problem?.detail ?? ''}`.trim(),
    ),
    ...problems.map((problem) => `! ${problem.detail}`),
  ];
};
const failure = codedError('credential-helper', 'locked', { params: { helper: 'pass' } });

test('shows the servers of the config before their helper answers, and each answer as it comes', async () => {
  const [pass, keychain] = [new Deferred<Account[]>(), new Deferred<Account[]>()];
  const told: string[][] = [];
  const overview: AccountOverview = new AccountOverview(
    [part('pass', ['b.example'], pass.promise), part('keychain', ['a.example'], keychain.promise)],
    () => told.push(draw(overview)),
  );
  expect(draw(overview)).toEqual(['a.example  asking', 'b.example  asking']);
  keychain.resolve([account('a.example', 'keychain')]);
  await expect.poll(() => told).toEqual([['a.example me known', 'b.example  asking']]);
  pass.reject(failure);
  await overview.settled;
  expect(draw(overview)).toEqual(['a.example me known', 'b.example  failed locked']);
});

test('tells the failure of a helper that has no row', async () => {
  const overview = new AccountOverview([part('pass', [], Promise.reject(failure))], () => undefined);
  await overview.settled;
  expect(draw(overview)).toEqual(['! locked']);
});

test('a server that its helper knows nothing of is no account', async () => {
  const overview = new AccountOverview([part('pass', ['a.example'], Promise.resolve([]))], () => undefined);
  await overview.settled;
  expect(draw(overview)).toEqual([]);
});

test('the helper of a server counts before the general one, and Docker Hub has its short name', async () => {
  const hub = 'https://index.docker.io/v1/';
  const overview = new AccountOverview(
    [
      part('general', [], Promise.resolve([account('a.example', 'general'), account(hub, 'general')])),
      part('special', ['a.example'], Promise.resolve([account('a.example', 'special')])),
    ],
    () => undefined,
  );
  await overview.settled;
  expect(overview.now().accounts).toMatchObject([
    { server: 'a.example', storage: 'special' },
    { server: 'docker.io', storage: 'general' },
  ]);
});
