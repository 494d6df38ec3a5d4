import { useLocation } from 'wouter';
import type { JobSnapshot, NextStep } from '../../api/contract';
import { freesSpaceFor, useOperations } from '../../api/operations';
import { routes } from '../../api/routes';
import { useActionRegistry } from '../../ui/actions';
import type { JobCommands } from './use-job-commands';

/** Goes where a failed job's next step leads. */
export function useNextStep(job: JobSnapshot, commands: JobCommands): (next: NextStep) => void {
  const open = useOperations((state) => state.open);
  const [, navigate] = useLocation();
  const registry = useActionRegistry();
  return (next) => {
    switch (next.step) {
      case 'sign-in':
        return open({ kind: 'sign-in', server: next.server, retryJob: job.id });
      case 'retry':
        return commands.retry(job.id);
      case 'force':
        return commands.retry(job.id, true);
      case 'show-containers':
        return job.spec.engineId === null
          ? undefined
          : navigate(routes.image(job.spec.engineId, next.imageId, 'containers'));
      case 'prune':
        return open(freesSpaceFor(job));
      case 'choose-engine':
        return registry.find('engines.choose')?.run();
    }
  };
}
