import { TextSearch } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequest } from '../../../api/requests';
import { useActions } from '../../../ui/actions';
import { Button } from '../../../ui/button';
import { CodeView, type CodeViewHandle } from '../../../ui/code-view';
import { CopyButton } from '../../../ui/copy-button';
import { ErrorView } from '../../../ui/error-view';
import { Kbd } from '../../../ui/kbd';
import { Skeleton } from '../../../ui/skeleton';
import { useSteady } from '../../../ui/use-steady';

const lines = ['w-1/6', 'w-2/3', 'w-1/2', 'w-3/5', 'w-1/3', 'w-3/4', 'w-2/5'];

/** Inspect's answer as it came, to be searched. */
export function JsonTab({ engineId, imageId }: { engineId: string; imageId: string }) {
  const { t } = useTranslation('images');
  const { t: common } = useTranslation();
  const { data, error, refetch } = useRequest('images.json', { engineId, id: imageId });
  const text = useSteady(data);
  const view = useRef<CodeViewHandle>(null);
  const find = () => view.current?.find();
  useActions([
    { id: 'images.find-json', title: t('json.find'), group: t('action.group'), shortcut: 'mod+f', run: find },
  ]);
  if (error && data === undefined) {
    const retry = <Button onClick={() => void refetch()}>{common('retry')}</Button>;
    return <ErrorView size="page" error={error.appError} actions={retry} />;
  }
  if (text === undefined) {
    return (
      <div aria-busy="true" className="flex flex-col gap-3 p-4">
        {lines.map((width) => (
          <Skeleton key={width} className={`h-3.5 ${width}`} />
        ))}
      </div>
    );
  }
  return (
    <div className="flex h-0 min-h-0 flex-1 flex-col">
      <div className="flex h-8 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4 text-sm text-faint">
        <span className="min-w-0 flex-1 truncate">{t('json.label')}</span>
        <Button variant="ghost" size="sm" icon={TextSearch} onClick={find}>
          {common('find')} <Kbd keys="mod+f" />
        </Button>
        <CopyButton label={t('json.name')} text={text} />
      </div>
      <CodeView ref={view} label={t('json.label')} text={text} language="json" />
    </div>
  );
}
