import { useTranslation } from 'react-i18next';
import type { BuildContext } from '../../api/contract';
import { useFormat } from '../../i18n/use-format';
import { Button } from '../../ui/button';
import { showPane, useBuildStore } from './build-store';

/** What each line of the ignore file leaves out, and the way to change it. */
export function IgnoreLines({ context }: { context: BuildContext }) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  const pane = useBuildStore((state) => state.pane);
  const said = ({ files, bytes, folders }: BuildContext['ignoreLines'][number]) =>
    [
      ...(folders.length > 0
        ? [t('context.lineFolders', { count: folders.length, path: folders[0] ?? '' })]
        : []),
      ...(files > 0 ? [t('context.lineFiles', { count: files, size: size(bytes) })] : []),
    ].join(' · ');
  const none = context.ignoreLines.length === 0;
  if (none && pane === 'ignore') return null;
  return (
    <div>
      <div className="mb-1 flex items-center gap-2">
        {!none && <h3 className="flex-1 text-sm font-medium text-muted">{t('context.leftOut')}</h3>}
        {pane !== 'ignore' && (
          <Button size="sm" variant={none ? 'secondary' : 'ghost'} onClick={() => showPane('ignore')}>
            {t('context.editIgnore')}
          </Button>
        )}
      </div>
      <ul aria-label={t('context.leftOut')} className="flex max-h-48 flex-col overflow-y-auto empty:hidden">
        {context.ignoreLines.map((line) => (
          <li key={line.line} className="flex items-baseline gap-3 py-0.5">
            <span className="w-14 shrink-0 text-sm text-faint tabular-nums">
              {t('context.line', { line: line.line })}
            </span>
            <span
              className="selectable min-w-0 flex-1 truncate font-mono text-sm"
              title={line.folders.join('\n')}
            >
              {line.pattern}
            </span>
            <span className="shrink-0 text-right text-sm text-muted">{said(line)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
