import type { EngineTarget } from '../../engine/engine';

export interface ChoiceInput {
  targets: EngineTarget[];
  /** What the person chose in an earlier run. */
  remembered: string | null;
}

/**
 * Endpoints to try at start, best first. An explicit wish (`DOCKER_HOST`, a context) is obeyed like the command
 * line would, and a choice made in the window before counts unless the environment says otherwise. Only where
 * nobody asked for a certain engine the local ones that happen to be there are tried; the sandbox always is,
 * because the launcher starts it only when nothing else answers. No remote endpoint is ever tried unasked.
 */
export function endpointsToTry({ targets, remembered }: ChoiceInput): EngineTarget[] {
  const wished = targets.find(({ endpoint }) => endpoint.cliChoice);
  const chosen = targets.find(({ endpoint }) => endpoint.id === remembered);
  const byEnvironment = wished?.endpoint.source === 'environment';
  const first = byEnvironment ? wished : (chosen ?? wished);
  const nobodyAsked = first?.endpoint.source === 'default';
  const others = targets.filter(
    ({ endpoint }) =>
      endpoint.source === 'sandbox' ||
      (nobodyAsked && endpoint.source === 'well-known' && isLocal(endpoint.host)),
  );
  return [...new Set([...(first ? [first] : []), ...others])];
}

const isLocal = (host: string): boolean => host.startsWith('unix:') || host.startsWith('npipe:');
