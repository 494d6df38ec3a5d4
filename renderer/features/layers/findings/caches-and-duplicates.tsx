import { CopyX, PackageX } from 'lucide-react';
import type { Findings } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { useTexts } from '../../../i18n/use-texts';
import { Badge } from '../../../ui/badge';
import { FindingLine } from './finding-line';
import { FindingSection } from './finding-section';

export function CacheSection({ list }: { list: Findings['caches'] }) {
  return (
    <FindingSection
      kind="caches"
      icon={PackageX}
      tone="text-warning"
      list={list}
      itemKey={({ node, layer }) => `${node} ${layer}`}
      render={(cache) => <Cache cache={cache} />}
    />
  );
}

function Cache({ cache }: { cache: Findings['caches']['items'][number] }) {
  const { t } = useTexts('layers');
  const format = useFormat();
  return (
    <FindingLine
      {...cache}
      text={t('findings.filesInLayer', { count: cache.files, number: cache.layer + 1 })}
      figure={format.size(cache.bytes)}
      mark={<Badge>{t(`findings.cache.${cache.cache}`)}</Badge>}
    />
  );
}

export function DuplicateSection({ list }: { list: Findings['duplicates'] }) {
  return (
    <FindingSection
      kind="duplicates"
      icon={CopyX}
      tone="text-warning"
      list={list}
      itemKey={({ files }) => String(files[0]?.node)}
      render={(group) => <Duplicate group={group} />}
    />
  );
}

const fewCopies = 4;

function Duplicate({ group }: { group: Findings['duplicates']['items'][number] }) {
  const { t } = useTexts('layers');
  const format = useFormat();
  const shown = group.files.slice(0, fewCopies);
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <p className="flex gap-2 px-1.5 pt-1 text-sm">
        <span className="flex-1">
          {t('findings.copies', { count: group.count, size: format.size(group.size) })}
          {group.count > shown.length && ` (+${format.count(group.count - shown.length)})`}
        </span>
        <span className="tabular-nums">{format.size(group.bytes)}</span>
      </p>
      {shown.map((file) => (
        <span key={file.node} className="flex min-w-0">
          <FindingLine {...file} text={t('findings.inLayer', { number: file.layer + 1 })} figure="" />
        </span>
      ))}
    </div>
  );
}
