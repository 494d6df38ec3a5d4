import type { QueryClient } from '@tanstack/react-query';
import { readRequest } from './requests';

/** How long the first paint waits for something to show, milliseconds: an answer takes less, a lost engine more. */
const patience = 80;

/**
 * Asks at once for what the first screen shows, and settles when it is there or when it is better to paint without it.
 * Drawing the window empty first and the list right afterwards would take twice the work and show the list later.
 */
export async function readFirstAnswers(queries: QueryClient): Promise<void> {
  const waited = new Promise<void>((resolve) => setTimeout(resolve, patience));
  const answers = [readList(queries), readRequest(queries, 'settings.get'), readRequest(queries, 'app.info')];
  await Promise.race([Promise.all(answers), waited]);
}

async function readList(queries: QueryClient): Promise<void> {
  const state = await readRequest(queries, 'engines.state');
  if (state?.activeId) await readRequest(queries, 'images.list', { engineId: state.activeId });
}
