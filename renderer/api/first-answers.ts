import type { QueryClient } from '@tanstack/react-query';
import { askedFirst, firstListOf } from './ask-first';
import type { RequestInput, RequestName, RequestOutput } from './contract';
import { requestKey } from './requests';

/** How long the first paint waits for something to show, milliseconds: an answer takes less, a lost engine more. */
const patience = 80;

/**
 * Puts what the first screen shows into the cache, and settles when it is there or when it is better to paint without it.
 * Drawing the window empty first and the list right afterwards would take twice the work and show the list later.
 */
export async function readFirstAnswers(queries: QueryClient): Promise<void> {
  const waited = new Promise<void>((resolve) => setTimeout(resolve, patience));
  const answers = [
    readList(queries),
    keep(queries, 'settings.get', undefined, askedFirst.settings),
    keep(queries, 'app.info', undefined, askedFirst.info),
  ];
  await Promise.race([Promise.all(answers), waited]);
}

async function readList(queries: QueryClient): Promise<void> {
  const state = await keep(queries, 'engines.state', undefined, askedFirst.state);
  const engineId = state?.activeId;
  if (engineId) await keep(queries, 'images.list', { engineId }, firstListOf(engineId));
}

/** As a query of its own, so that a screen that is drawn before the answer comes waits for it and does not ask again. */
async function keep<N extends RequestName>(
  queries: QueryClient,
  name: N,
  input: RequestInput<N>,
  asked: Promise<RequestOutput<N>>,
): Promise<RequestOutput<N> | undefined> {
  const queryKey = requestKey(name, input);
  await queries.prefetchQuery({ queryKey, queryFn: async () => await asked });
  return queries.getQueryData<RequestOutput<N>>(queryKey);
}
