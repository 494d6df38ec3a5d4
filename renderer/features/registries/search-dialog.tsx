import { useTranslation } from 'react-i18next';
import { useOperations } from '../../api/operations';
import { Dialog } from '../../ui/dialog';
import { ImageSearch } from './image-search';

export function SearchDialog({ term }: { term: string }) {
  const { t } = useTranslation('registries');
  const close = useOperations((state) => state.close);
  return (
    <Dialog title={t('search.title')} description={t('search.description')} onClose={close} size="lg">
      <div className="min-h-80">
        <ImageSearch firstTerm={term} />
      </div>
    </Dialog>
  );
}
