import { useEvent } from '../../api/events';
import { useActionRegistry } from '../../ui/actions';

/** Commands of the native menu are actions of the same name: each thing a person can do is defined once. */
export function useMenuCommands(): void {
  const registry = useActionRegistry();
  useEvent('menu.command', ({ command }) => {
    const action = registry.find(command);
    if (action?.disabled === undefined) action?.run();
  });
}
