/**
 * What the first screen shows, asked for while the rest of the script is still being read: `main.tsx` imports this before
 * everything else, and it imports next to nothing itself. The answers are there when the first screen is drawn.
 */
import { ask } from './client';
import type { ImageList, RequestInput, RequestName, RequestOutput } from './contract';

const place = 'engine';

/** The engine whose list is asked for before it is known which one is in use: that of the last start. */
const lastEngine = localStorage.getItem(place);

export const askedFirst = {
  state: askFor('engines.state', undefined),
  settings: askFor('settings.get', undefined),
  info: askFor('app.info', undefined),
  list: lastEngine === null ? null : { engineId: lastEngine, answer: listOf(lastEngine) },
};

/** The list of an engine, the one that was asked for if it is that engine's. */
export function firstListOf(engineId: string): Promise<ImageList> {
  if (askedFirst.list?.engineId === engineId) return askedFirst.list.answer;
  localStorage.setItem(place, engineId);
  return listOf(engineId);
}

function listOf(engineId: string): Promise<ImageList> {
  return askFor('images.list', { engineId });
}

function askFor<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
  const answer = ask(name, input);
  // A failure is for whoever waits for the answer, which may be nobody yet.
  answer.catch(() => undefined);
  return answer;
}
