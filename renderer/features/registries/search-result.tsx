import { Star } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchResult } from '../../api/contract';
import { useOperations } from '../../api/operations';
import { useFormat } from '../../i18n/use-format';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { RepositoryTags } from './repository-tags';

/** One repository that a search found. */
export function SearchResultRow({ result }: { result: SearchResult }) {
  const { t } = useTranslation('registries');
  const open = useOperations((state) => state.open);
  const [tagsOpen, setTagsOpen] = useState(false);
  const nameId = useId();
  return (
    <li className="border-b border-line px-3 py-2 last:border-0">
      <div className="flex min-w-0 items-center gap-3">
        <div className="min-w-0 flex-1">
          <div className="flex min-w-0 items-center gap-2">
            <span id={nameId} className="truncate font-mono text-sm font-medium" title={result.reference}>
              {result.name}
            </span>
            {result.official && <Badge tone="success">{t('search.official')}</Badge>}
            <Stars count={result.stars} />
          </div>
          <p className="truncate text-sm text-muted" title={result.description}>
            {result.description === '' ? (
              <span className="text-faint">{t('search.noDescription')}</span>
            ) : (
              result.description
            )}
          </p>
        </div>
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={tagsOpen}
          aria-describedby={nameId}
          onClick={() => setTagsOpen(!tagsOpen)}
        >
          {t('search.tags')}
        </Button>
        <Button
          size="sm"
          aria-describedby={nameId}
          onClick={() => open({ kind: 'pull', reference: result.reference })}
        >
          {t('search.pull')}
        </Button>
      </div>
      {tagsOpen && <RepositoryTags repository={result.reference} />}
    </li>
  );
}

function Stars({ count }: { count: number }) {
  const { t } = useTranslation('registries');
  const format = useFormat();
  if (count <= 0) return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5 text-xs text-faint">
      <Star aria-hidden size={11} />
      <span aria-hidden>{format.count(count)}</span>
      <span className="sr-only">{t('search.stars', { count })}</span>
    </span>
  );
}
