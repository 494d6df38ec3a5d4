import { closeServer, listenLocally } from './http-server';

/** One repository that a search can find. */
export interface SearchableRepository {
  name: string;
  description: string;
  stars: number;
  official?: boolean;
  pulls?: number;
}

export interface SearchEndpoint {
  /** `127.0.0.1:PORT`: `docker search NAME/term` asks it. */
  name: string;
  /** `http://127.0.0.1:PORT`, without a trailing slash: what a client of Docker Hub's API takes as its base. */
  url: string;
  /** Paths with queries, in the order they were asked for. */
  requests: string[];
  /** Answers everything with this status from now on; 200 answers as usual. */
  answerWith(status: number): void;
  stop(): Promise<void>;
}

/**
 * Starts a server that searches a fixed list, in the two ways that exist: `GET /v1/search?q=` (what engines ask a
 * registry) and `GET /v2/search/repositories/?query=` (Docker Hub's own).
 */
export async function startSearchEndpoint(repositories: SearchableRepository[]): Promise<SearchEndpoint> {
  const requests: string[] = [];
  let status = 200;
  const { server, name } = await listenLocally((request, response) => {
    const target = request.url ?? '/';
    requests.push(target);
    const answer = status === 200 ? search(repositories, new URL(target, 'http://search')) : undefined;
    const code = answer === undefined && status === 200 ? 404 : status;
    response.writeHead(code, { 'content-type': 'application/json', 'x-docker-registry-version': 'test' });
    response.end(JSON.stringify(answer ?? { message: `Answered with ${code}` }));
  });
  return {
    name,
    url: `http://${name}`,
    requests,
    answerWith: (code) => {
      status = code;
    },
    stop: () => closeServer(server),
  };
}

function search(repositories: SearchableRepository[], url: URL): object | undefined {
  const found = (term: string | null) => repositories.filter(({ name }) => name.includes(term ?? ''));
  if (url.pathname === '/v1/_ping') return { standalone: true };
  if (url.pathname === '/v1/search') return engineAnswer(url.searchParams, found(url.searchParams.get('q')));
  if (/^\/v2\/search\/repositories\/?$/.test(url.pathname)) {
    return hubAnswer(url, found(url.searchParams.get('query')));
  }
  return undefined;
}

function engineAnswer(query: URLSearchParams, found: SearchableRepository[]): object {
  const results = found.slice(0, Number(query.get('n') ?? 25)).map((repository) => ({
    name: repository.name,
    description: repository.description,
    star_count: repository.stars,
    is_official: repository.official ?? false,
    is_automated: false,
  }));
  return { query: query.get('q'), num_results: results.length, results };
}

function hubAnswer(url: URL, found: SearchableRepository[]): object {
  const page = Number(url.searchParams.get('page') ?? 1);
  const size = Number(url.searchParams.get('page_size') ?? 25);
  const results = found.slice((page - 1) * size, page * size).map((repository) => ({
    repo_name: repository.name,
    short_description: repository.description,
    star_count: repository.stars,
    pull_count: repository.pulls ?? 0,
    repo_owner: '',
    is_automated: false,
    is_official: repository.official ?? false,
  }));
  const link = (number: number) => {
    const next = new URL(url);
    next.searchParams.set('page', String(number));
    return `${next.pathname}${next.search}`;
  };
  return {
    count: found.length,
    next: page * size < found.length ? link(page + 1) : null,
    previous: page > 1 ? link(page - 1) : null,
    results,
  };
}
