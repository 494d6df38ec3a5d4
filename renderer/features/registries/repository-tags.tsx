import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperations } from '../../api/operations';
import { useRequest } from '../../api/requests';
import { Chip } from '../../ui/chip';
import { ErrorView } from '../../ui/error-view';
import { SearchField } from '../../ui/search-field';
import { Spinner } from '../../ui/spinner';

/** More chips than this are no longer read, and slow to draw. */
const SHOWN = 120;
/** From here on a filter helps more than it disturbs. */
const FILTER_FROM = 15;

/** Tags of a repository as its registry lists them; one press begins a pull of that tag. */
export function RepositoryTags({ repository }: { repository: string }) {
  const { t } = useTranslation('registries');
  const { data: tags, error, refetch } = useRequest('registries.tags', { repository });
  if (error) {
    return (
      <ErrorView error={error.appError} offers={['retry']} onNext={() => void refetch()} className="mt-2" />
    );
  }
  if (!tags) return <Spinner label={t('search.tagsBusy')} className="mt-2" />;
  if (tags.length === 0) return <p className="mt-2 text-sm text-faint">{t('search.noTags')}</p>;
  return <TagChips repository={repository} tags={tags} />;
}

function TagChips({ repository, tags }: { repository: string; tags: readonly string[] }) {
  const { t } = useTranslation('registries');
  const open = useOperations((state) => state.open);
  const [filter, setFilter] = useState('');
  const matching = tags.filter((tag) => tag.toLowerCase().includes(filter.trim().toLowerCase()));
  const shown = matching.slice(0, SHOWN);
  return (
    <section aria-label={t('search.tagsOf', { name: repository })} className="mt-2 flex flex-col gap-2">
      {tags.length >= FILTER_FROM && (
        <SearchField
          label={t('search.filterTags')}
          value={filter}
          onChange={setFilter}
          className="max-w-64"
        />
      )}
      <div className="flex flex-wrap gap-1.5">
        {shown.map((tag) => (
          <Chip
            key={tag}
            text={tag}
            className="font-mono"
            onClick={() => open({ kind: 'pull', reference: `${repository}:${tag}` })}
          />
        ))}
      </div>
      {shown.length === 0 && <p className="text-sm text-faint">{t('search.noMatch')}</p>}
      {shown.length < matching.length && (
        <p className="text-sm text-faint">{t('search.tooMany', { shown: shown.length })}</p>
      )}
    </section>
  );
}
