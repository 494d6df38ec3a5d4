import { useTranslation } from 'react-i18next';
import type { FileLife, FilePreview, FileVersion } from '../../../api/contract';
import { useRequest } from '../../../api/requests';
import { useFormat } from '../../../i18n/use-format';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { ErrorView } from '../../../ui/error-view';
import { FileView } from '../../../ui/file-view';
import { visibleText } from '../../../ui/visible-text';
import { useBrowser, useScope } from '../browser/browser-store';
import { HexContent } from './hex-content';
import { ReadingLayer } from './reading-layer';

interface FileBodyProps {
  life: FileLife;
  version: FileVersion;
  /** The older version to compare with; null shows the content. */
  below: FileVersion | null;
}

/** What a version holds: text, picture, bytes; or where a link leads. */
export function FileBody({ life, version, below }: FileBodyProps) {
  const { t } = useTranslation('layers');
  const to = useBrowser((state) => state.to);
  switch (version.kind) {
    case 'file':
    case 'hardlink':
      return <Preview life={life} version={version} below={below} />;
    case 'symlink':
      return (
        <dl className="p-3">
          <dt className="text-sm text-faint">{t('file.link')}</dt>
          <dd className="selectable font-mono text-sm break-all">
            <bdi>{visibleText(version.link)}</bdi>
          </dd>
        </dl>
      );
    case 'directory':
      return <p className="p-3 text-muted">{t('file.folderText', { number: to + 1 })}</p>;
    case 'char':
    case 'block':
    case 'fifo':
      return <p className="p-3 text-muted">{t('file.special', { kind: t(`kind.${version.kind}`) })}</p>;
  }
}

function usePreview(node: number, layer: number, enabled: boolean) {
  const { analysis } = useScope();
  // Texts and pictures are large: those that were looked at last are enough.
  return useRequest('layers.preview', { treeId: analysis.treeId, node, layer }, { enabled, gcTime: 60_000 });
}

function Preview({ life, version, below }: FileBodyProps) {
  const { t } = useTranslation('layers');
  const preview = usePreview(life.node, version.layer, true);
  const older = usePreview(life.node, below?.layer ?? 0, below !== null);
  const failed = preview.error ? preview : below !== null && older.error ? older : null;
  if (failed?.error) {
    return (
      <ErrorView
        size="page"
        error={failed.error.appError}
        actions={<Button onClick={() => void failed.refetch()}>{t('analyse.retry')}</Button>}
      />
    );
  }
  if (preview.data === undefined || (below !== null && older.data === undefined)) {
    return <ReadingLayer />;
  }
  if (below !== null && older.data !== undefined) {
    return <Difference life={life} after={preview.data} before={older.data} />;
  }
  return <Content life={life} version={version} preview={preview.data} />;
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

interface ContentProps {
  life: FileLife;
  version: FileVersion;
  preview: FilePreview;
}

function Content({ life, version, preview }: ContentProps) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  switch (preview.kind) {
    case 'empty':
      return <p className="p-3 text-muted">{t('file.empty')}</p>;
    case 'image':
      return <Picture mime={preview.mime} base64={preview.base64} name={nameOf(life.path)} />;
    case 'binary':
      return <HexContent node={life.node} layer={version.layer} totalBytes={preview.totalBytes} />;
    case 'text':
      return (
        <>
          {preview.cut && (
            <Banner tone="info" edge>
              {t('file.cut', { size: format.size(preview.totalBytes) })}
            </Banner>
          )}
          <FileView label={t('file.content')} name={nameOf(life.path)} text={preview.text} />
          {preview.encoding !== 'utf-8' && (
            <p className="shrink-0 border-t border-line px-3 py-0.5 text-xs text-muted">
              {t('file.encoding', { name: preview.encoding.toUpperCase() })}
            </p>
          )}
        </>
      );
  }
}

/** Drawn by the browser as a picture and nothing else: an SVG in an `img` runs no script and loads nothing. */
function Picture({ mime, base64, name }: { mime: string; base64: string; name: string }) {
  const { t } = useTranslation('layers');
  return (
    <div className="flex min-h-0 flex-1 items-center justify-center overflow-auto bg-sunken p-3">
      <img
        src={`data:${mime};base64,${base64}`}
        alt={`${t('file.image')}: ${visibleText(name)}`}
        className="max-h-full max-w-full object-contain"
      />
    </div>
  );
}

interface DifferenceProps {
  life: FileLife;
  before: FilePreview;
  after: FilePreview;
}

function Difference({ life, before, after }: DifferenceProps) {
  const { t } = useTranslation('layers');
  const [older, newer] = [textOf(before), textOf(after)];
  if (older === null || newer === null) return <p className="p-3 text-muted">{t('file.noText')}</p>;
  if (older === newer) return <p className="p-3 text-muted">{t('file.noDifference')}</p>;
  return <FileView label={t('file.difference')} name={nameOf(life.path)} text={newer} before={older} />;
}

function textOf(preview: FilePreview): string | null {
  if (preview.kind === 'empty') return '';
  return preview.kind === 'text' ? preview.text : null;
}
