import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchImages } from '../../electron/engine/search-hub';
import { type SearchEndpoint, startSearchEndpoint } from '../support/search-endpoint';
import { failureOf, kinds, neverAborted, useEngine } from './connected';

describe.each(kinds)('searching through the %s engine', (kind) => {
  const subject = useEngine(kind);
  let endpoint: SearchEndpoint;

  beforeAll(async () => {
    endpoint = await startSearchEndpoint([
      { name: 'team/quiet-web', description: 'a quiet web server', stars: 3 },
      { name: 'web', description: 'ein Wêb-Server', stars: 90, official: true },
      { name: 'other', description: '', stars: 7 },
    ]);
  });
  afterAll(() => endpoint.stop());

  const search = (term: string) => searchImages(subject.engine, term, undefined, { signal: neverAborted });

  it('finds names at a registry, most stars first, with what to pull', async () => {
    expect(await search(`${endpoint.name}/web`)).toEqual([
      {
        name: 'web',
        description: 'ein Wêb-Server',
        stars: 90,
        official: true,
        reference: `${endpoint.name}/web`,
      },
      {
        name: 'team/quiet-web',
        description: 'a quiet web server',
        stars: 3,
        official: false,
        reference: `${endpoint.name}/team/quiet-web`,
      },
    ]);
  });

  it('finds nothing where there is nothing', async () => {
    expect(await search(`${endpoint.name}/nothing-like-it`)).toEqual([]);
  });

  it.each([
    [500, 'registry-error'],
    [429, 'rate-limited'],
    [401, 'unauthorised'],
  ])('tells when the registry answers %i', async (status, code) => {
    endpoint.answerWith(status);
    expect(await failureOf(search(`${endpoint.name}/web`))).toMatchObject({
      code,
      params: { server: endpoint.name },
    });
    endpoint.answerWith(200);
  });

  it('tells when the registry cannot be reached', async () => {
    expect(await failureOf(search('127.0.0.1:9/web'))).toMatchObject({ code: 'network-down' });
  });
});
