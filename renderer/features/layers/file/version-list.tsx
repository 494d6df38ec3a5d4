import { clsx } from 'clsx';
import { RadioGroup } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import type { FileVersion } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { visibleText } from '../../../ui/visible-text';
import { useScope } from '../browser/browser-store';
import { instructionOf } from '../browser/instruction';
import { changeColours, changeSigns, modeText } from '../files/file-format';

interface VersionListProps {
  versions: readonly FileVersion[];
  /** Layer of the version that is looked at. */
  chosen: number;
  onChoose: (layer: number) => void;
}

/** The life of a file: each layer that touched it, newest on top as the layers lie. */
export function VersionList({ versions, chosen, onChoose }: VersionListProps) {
  const { t } = useTranslation('layers');
  return (
    <RadioGroup.Root
      aria-label={t('file.versions')}
      value={String(chosen)}
      onValueChange={(layer) => onChoose(Number(layer))}
      className="flex max-h-36 shrink-0 flex-col overflow-y-auto px-3 py-1"
    >
      {[...versions].reverse().map((version) => (
        <Version key={version.layer} version={version} chosen={version.layer === chosen} />
      ))}
    </RadioGroup.Root>
  );
}

function Version({ version, chosen }: { version: FileVersion; chosen: boolean }) {
  const { t } = useTranslation('layers');
  const { analysis, missing } = useScope();
  const format = useFormat();
  const { layer, change, size, kind, mode, uid, gid, ended, mtime } = version;
  const number = layer + 1;
  const sizeText = kind === 'directory' ? '' : format.size(size);
  const instruction = instructionOf(analysis.layers[layer]?.createdBy ?? '');
  // What a layer that was not read yet does to it nobody knows.
  const stays = missing.length === 0 ? 'file.now' : 'file.soFar';
  // A later layer that names a folder again gives it new attributes; nothing of it is lost.
  const how = kind === 'directory' && ended?.how === 'overwritten' ? 'changed' : ended?.how;
  const end = ended ? t(`file.ended.${how ?? ended.how}`, { number: ended.layer + 1 }) : t(stays);
  return (
    <RadioGroup.Item
      value={String(layer)}
      aria-label={[t('layer.number', { number }), t(`change.${change}`), sizeText]
        .filter((part) => part !== '')
        .join(', ')}
      aria-description={end}
      title={visibleText(instruction)}
      className={clsx(
        'flex min-w-0 items-start gap-2 rounded-md px-1.5 py-1 text-left outline-offset-[-2px]',
        chosen ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <span
        aria-hidden
        className={clsx('w-3 shrink-0 text-center font-mono font-bold', changeColours[change])}
      >
        {changeSigns[change]}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="font-medium whitespace-nowrap">{t('layer.number', { number })}</span>
          <span className="min-w-0 truncate text-sm text-muted">{t(`change.${change}`)}</span>
          <span className="ml-auto text-sm whitespace-nowrap tabular-nums">{sizeText}</span>
        </span>
        <span className="flex gap-2 text-sm text-muted">
          <span
            className={clsx(
              'min-w-0 truncate',
              ended ? how !== 'changed' && 'text-danger' : missing.length === 0 && 'text-success',
            )}
          >
            {end}
          </span>
          <span
            title={format.dateTime(mtime * 1000)}
            className="ml-auto shrink-0 font-mono text-xs whitespace-nowrap"
          >
            {modeText(kind, mode)} {t('files.ownerOf', { uid, gid })}
          </span>
        </span>
      </span>
    </RadioGroup.Item>
  );
}
