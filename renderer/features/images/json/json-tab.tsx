import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequest } from '../../../api/requests';
import { useFormat } from '../../../i18n/use-format';
import { useActions } from '../../../ui/actions';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { ErrorView } from '../../../ui/error-view';
import { IconButton } from '../../../ui/icon-button';
import { SearchField, type SearchFieldHandle } from '../../../ui/search-field';
import { Skeleton } from '../../../ui/skeleton';
import { useSteady } from '../../../ui/use-steady';
import { visibleText } from '../../../ui/visible-text';
import { JsonLine, matchesOf } from './json-line';
import { mostMatches } from './json-lines';
import { type JsonSearch, useJsonSearch } from './use-json-search';

const widths = ['w-1/6', 'w-2/3', 'w-1/2', 'w-3/5', 'w-1/3', 'w-3/4', 'w-2/5'];

/** Inspect's answer as it came, to be searched. */
export function JsonTab({ engineId, imageId }: { engineId: string; imageId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useRequest('images.json', { engineId, id: imageId });
  const text = useSteady(data);
  if (error && data === undefined) {
    const retry = <Button onClick={() => void refetch()}>{t('retry')}</Button>;
    return <ErrorView size="page" error={error.appError} actions={retry} />;
  }
  if (text !== undefined) return <Json text={text} waiting={text !== data} />;
  return (
    <div aria-busy="true" className="flex flex-col gap-3 p-4">
      {widths.map((width) => (
        <Skeleton key={width} className={`h-3.5 ${width}`} />
      ))}
    </div>
  );
}

function Json({ text, waiting }: { text: string; waiting: boolean }) {
  const { t } = useTranslation('images');
  const lines = useMemo(() => visibleText(text).split('\n'), [text]);
  const search = useJsonSearch(lines);
  const place = useRef<HTMLElement>(null);
  const { byLine, current } = search;
  useEffect(() => {
    if (current) place.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'center' });
  }, [current]);
  return (
    <div inert={waiting} aria-busy={waiting}>
      <SearchBar text={text} search={search} />
      <section ref={place} aria-label={t('json.label')} className="py-2">
        <pre className="font-mono text-sm leading-[19px] break-words whitespace-pre-wrap [counter-reset:line]">
          {lines.map((line, index) => {
            // Lines have no identity but their place.
            const key = `${index}`;
            const onLine = current?.line === index ? current : null;
            return <JsonLine key={key} text={line} matches={matchesOf(byLine, index)} current={onLine} />;
          })}
        </pre>
      </section>
    </div>
  );
}

function SearchBar({ text, search }: { text: string; search: JsonSearch }) {
  const { t } = useTranslation('images');
  const { t: common } = useTranslation();
  const field = useRef<SearchFieldHandle>(null);
  useActions([
    {
      id: 'images.find-json',
      title: t('json.find'),
      group: t('action.group'),
      shortcut: 'mod+f',
      run: () => field.current?.focus(),
    },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    search.step(event.shiftKey ? -1 : 1);
  };
  const idle = search.matches.length === 0;
  return (
    <fieldset
      aria-label={t('json.find')}
      onKeyDown={onKeyDown}
      className="sticky top-0 z-10 flex items-center gap-1 border-b border-line bg-surface py-1.5 pr-2 pl-4"
    >
      <SearchField
        ref={field}
        label={t('json.find')}
        value={search.text}
        onChange={search.setText}
        className="flex-1"
      />
      <Count search={search} />
      <IconButton
        size="sm"
        icon={ChevronUp}
        label={common('findPrevious')}
        disabled={idle}
        onClick={() => search.step(-1)}
      />
      <IconButton
        size="sm"
        icon={ChevronDown}
        label={common('findNext')}
        disabled={idle}
        onClick={() => search.step(1)}
      />
      <CopyButton label={t('json.name')} text={text} />
    </fieldset>
  );
}

/** `3 / 17`; its place stays while nothing is searched. */
function Count({ search }: { search: JsonSearch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { text, matches, at } = search;
  const more = matches.length >= mostMatches ? '+' : '';
  const found = `${format.count(at + 1)} / ${format.count(matches.length)}${more}`;
  return (
    <span role="status" className="min-w-16 shrink-0 text-center text-sm whitespace-nowrap text-faint">
      {text !== '' && (matches.length === 0 ? t('noMatches') : found)}
    </span>
  );
}
