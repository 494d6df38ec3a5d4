import { useEngine } from '../../api/engine';
import { useOperations } from '../../api/operations';
import { RunDialog } from './dialog/run-dialog';
import { StoryDialog } from './story/story-dialog';

/** Renders the dialogs about containers that are worked in by hand; mounted once by the app shell. */
export function RunHost() {
  const current = useOperations((state) => state.current);
  const { activeId } = useEngine();
  if (activeId === null) return null;
  switch (current?.kind) {
    case 'run':
      return <RunDialog engineId={activeId} image={current.image} command={current.command} />;
    case 'write-dockerfile':
      return <StoryDialog engineId={activeId} containerId={current.containerId} />;
    default:
      return null;
  }
}
