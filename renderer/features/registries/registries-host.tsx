import { useOperations } from '../../api/operations';
import { SearchDialog } from './search-dialog';
import { SignInDialog } from './sign-in-dialog';

/** Renders the dialogs about registries (sign in, search) when one was asked for; mounted once by the app shell. */
export function RegistriesHost() {
  const current = useOperations((state) => state.current);
  switch (current?.kind) {
    case 'search':
      return <SearchDialog term={current.term ?? ''} />;
    case 'sign-in':
      return <SignInDialog operation={current} />;
    default:
      return null;
  }
}
