import { Download, Eye, FileWarning, KeyRound, Layers2, ShieldAlert, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EndedFile, Findings, FoundFile, SecretKind } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { useTexts } from '../../../i18n/use-texts';
import { Badge } from '../../../ui/badge';
import { Banner } from '../../../ui/banner';
import { IconButton } from '../../../ui/icon-button';
import { visibleText } from '../../../ui/visible-text';
import { useSave } from '../file/use-save';
import { modeText } from '../files/file-format';
import { FindingLine } from './finding-line';
import { FindingSection } from './finding-section';

const keyOf = ({ node, layer }: FoundFile) => `${node} ${layer}`;

interface EndedSectionProps {
  kind: 'leaked' | 'overwritten';
  list: Findings['leaked'];
}

/** Versions that no container can see: removed or hidden ones, or overwritten ones. */
export function EndedSection({ kind, list }: EndedSectionProps) {
  const { t } = useTranslation('layers');
  const secrets = kind === 'leaked' && list.items.some(({ secret }) => secret !== null);
  return (
    <FindingSection
      icon={kind === 'leaked' ? FileWarning : Layers2}
      tone={kind === 'leaked' ? 'text-danger' : 'text-warning'}
      kind={kind}
      list={list}
      itemKey={keyOf}
      render={(file) => <Ended file={file} />}
    >
      {secrets && (
        <Banner tone="danger" icon={KeyRound} className="my-1">
          {t('findings.anyone')}
        </Banner>
      )}
    </FindingSection>
  );
}

function Ended({ file }: { file: EndedFile }) {
  const { t } = useTexts('layers');
  const format = useFormat();
  const { path, layer, endedBy, how, size, secret } = file;
  const words = {
    removed: 'removedBy',
    hidden: 'hiddenBy',
    overwritten: 'overwrittenBy',
    replaced: 'replacedBy',
  };
  return (
    <FindingLine
      {...file}
      text={t(`findings.${words[how] as 'removedBy'}`, { brought: layer + 1, ended: endedBy + 1 })}
      figure={format.size(size)}
      mark={secret !== null && <SecretBadge secret={secret} />}
      action={<SaveVersion path={path} layer={layer} />}
    />
  );
}

function SecretBadge({ secret }: { secret: SecretKind }) {
  const { t } = useTexts('layers');
  return (
    <Badge tone="danger" icon={KeyRound}>
      {t(`findings.secret.${secret}`)}
    </Badge>
  );
}

function SaveVersion({ path, layer }: { path: string; layer: number }) {
  const { t } = useTexts('layers');
  const save = useSave();
  const name = visibleText(path.slice(path.lastIndexOf('/') + 1));
  return (
    <IconButton
      size="sm"
      icon={Download}
      label={t('findings.save', { name })}
      onClick={() => save({ path, layer, form: 'file' })}
      className="mt-1"
    />
  );
}

type FoundKind = 'secrets' | 'setuid' | 'worldWritable';
type FoundItem = FoundFile & { secret?: SecretKind };

const foundIcons = { secrets: Eye, setuid: ShieldAlert, worldWritable: UsersRound };

interface FoundSectionProps {
  kind: FoundKind;
  list: { items: readonly FoundItem[]; total: number; bytes: number };
}

/** Files of the final file system that stand out. */
export function FoundSection({ kind, list }: FoundSectionProps) {
  return (
    <FindingSection
      icon={foundIcons[kind]}
      tone={kind === 'secrets' ? 'text-danger' : 'text-warning'}
      kind={kind}
      // How large they are is not the point.
      list={{ items: list.items, total: list.total }}
      itemKey={keyOf}
      render={(file) => <Found file={file} shows={kind === 'secrets' ? 'size' : 'mode'} />}
    />
  );
}

function Found({ file, shows }: { file: FoundItem; shows: 'size' | 'mode' }) {
  const { t } = useTexts('layers');
  const format = useFormat();
  return (
    <FindingLine
      {...file}
      text={t('findings.inLayer', { number: file.layer + 1 })}
      figure={shows === 'size' ? format.size(file.size) : modeText('file', file.mode).slice(1)}
      mark={file.secret !== undefined && <SecretBadge secret={file.secret} />}
    />
  );
}
