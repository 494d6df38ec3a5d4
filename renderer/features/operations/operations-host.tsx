import { useEffect, useRef } from 'react';
import { useEngine } from '../../api/engine';
import { type Operation, useOperations } from '../../api/operations';
import { CommitDialog } from './commit/commit-dialog';
import { ImportDialog } from './import-dialog';
import { LoadDialog } from './load-dialog';
import { PruneDialog } from './prune-dialog';
import { PullDialog } from './pull/pull-dialog';
import { PushDialog } from './push/push-dialog';
import { RemoveDialog } from './remove/remove-dialog';
import { UntagDialog } from './remove/untag-dialog';
import { SaveDialog } from './save-dialog';
import { TagDialog } from './tag-dialog';

/** Renders the dialog of the operation that was asked for; mounted once by the app shell. */
export function OperationsHost() {
  const { current } = useOperations();
  const { activeId } = useEngine();
  useCloseOnEngineChange(activeId);
  return current && <OperationDialogOf operation={current} engineId={activeId} />;
}

/** What a dialog speaks of belongs to one engine: another one's images must not be touched by it. */
function useCloseOnEngineChange(activeId: string | null): void {
  const close = useOperations((state) => state.close);
  const known = useRef(activeId);
  useEffect(() => {
    if (known.current !== null && known.current !== activeId) close();
    known.current = activeId;
  }, [activeId, close]);
}

function OperationDialogOf({ operation, engineId }: { operation: Operation; engineId: string | null }) {
  switch (operation.kind) {
    case 'pull':
      return <PullDialog engineId={engineId} reference={operation.reference ?? ''} />;
    case 'push':
      return <PushDialog engineId={engineId} references={operation.references} />;
    case 'tag':
      return <TagDialog engineId={engineId} imageId={operation.imageId} source={operation.source} />;
    case 'untag':
      return <UntagDialog engineId={engineId} references={operation.references} />;
    case 'remove':
      return <RemoveDialog engineId={engineId} targets={operation.targets} images={operation.images} />;
    case 'commit':
      return <CommitDialog engineId={engineId} containerId={operation.containerId ?? ''} />;
    case 'save':
      return <SaveDialog engineId={engineId} images={operation.images} />;
    case 'load':
      return <LoadDialog engineId={engineId} file={operation.file ?? ''} />;
    case 'import':
      return <ImportDialog engineId={engineId} file={operation.file ?? ''} />;
    case 'prune':
      return <PruneDialog engineId={engineId} firstMode={operation.mode ?? 'dangling'} />;
    // These belong to other features, which render them.
    case 'run':
    case 'write-dockerfile':
    case 'search':
    case 'sign-in':
      return null;
  }
}
