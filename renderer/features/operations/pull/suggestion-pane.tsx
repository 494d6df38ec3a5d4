import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorSentence } from '../../../i18n/error-text';
import { Spinner } from '../../../ui/spinner';
import { hostOf, registryName } from '../registry-name';
import { splitReference } from './reference-text';
import { SuggestionList } from './suggestion-list';
import type { Suggestion } from './suggestions';
import type { Suggestions } from './use-suggestions';

export interface SuggestionPaneProps {
  text: string;
  /** Whether the text may be pulled as it stands. */
  valid: boolean;
  listId: string;
  suggestions: Suggestions;
  active: number;
  onPick: (suggestion: Suggestion) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** A place of one height for completions, so that the form does not jump while they come and go. */
export function SuggestionPane({
  text,
  valid,
  listId,
  suggestions,
  active,
  onPick,
  onKeyDown,
}: SuggestionPaneProps) {
  const { t } = useTranslation('operations');
  const { repository } = splitReference(text);
  const headings = {
    local: t('pull.local'),
    search: t('pull.found', { registry: registryName(hostOf(repository), t) }),
    tags: t('pull.tags', { repository }),
  };
  return (
    <div className="flex h-56 flex-col overflow-hidden rounded-md border border-line bg-raised">
      {suggestions.groups.length > 0 && (
        <SuggestionList
          id={listId}
          groups={suggestions.groups}
          active={active}
          onPick={onPick}
          onKeyDown={onKeyDown}
          headings={headings}
        />
      )}
      <Status text={text} valid={valid} suggestions={suggestions} repository={repository} />
    </div>
  );
}

/** What is going on below the list: asked, failed, nothing found, or how to begin. */
function Status({
  text,
  valid,
  suggestions,
  repository,
}: {
  text: string;
  valid: boolean;
  suggestions: Suggestions;
  repository: string;
}) {
  const { t } = useTranslation(['operations', 'errors']);
  const { t: tErrors } = useTranslation('errors');
  const { groups, pending, failed } = suggestions;
  const registry = registryName(hostOf(repository), t);
  if (pending) {
    return (
      <Line>
        <Spinner label={pending === 'search' ? t('pull.searching', { registry }) : t('pull.loadingTags')} />
      </Line>
    );
  }
  if (failed) {
    const reason = errorSentence(tErrors, failed.error);
    return (
      <Line>
        {failed.what === 'search'
          ? t('pull.searchFailed', { registry, reason })
          : t('pull.tagsFailed', { reason })}
      </Line>
    );
  }
  if (groups.length > 0) return null;
  if (text.trim() === '') return <Line>{t('pull.start')}</Line>;
  return <Line>{valid ? t('pull.nothing') : t('pull.nothingAtAll')}</Line>;
}

function Line({ children }: { children: ReactNode }) {
  return (
    <div role="status" className="px-3 py-2 text-sm text-faint">
      {children}
    </div>
  );
}
