import { useTranslation } from 'react-i18next';
import type { ItemReport } from '../../api/contract';
import { errorSentence } from '../../i18n/error-text';
import { Badge, type Tone } from '../../ui/badge';
import { CopyableId } from '../../ui/copyable-id';
import { Disclosure } from '../../ui/disclosure';
import { nameOf } from './describe-job';

const tones: Record<ItemReport['outcome'], Tone> = {
  untagged: 'neutral',
  deleted: 'neutral',
  kept: 'warning',
  tagged: 'success',
  pushed: 'success',
  pulled: 'success',
  loaded: 'success',
  failed: 'danger',
};

export interface JobReportProps {
  title: string;
  items: readonly ItemReport[];
}

/** What became of each thing a job was to handle; open at once when something was refused or kept. */
export function JobReport({ title, items }: JobReportProps) {
  const { t } = useTranslation('jobs');
  const problems = items.filter(({ outcome }) => outcome === 'failed' || outcome === 'kept').length;
  const counted = t('result.summary', { count: items.length });
  const summary = problems > 0 ? `${counted} · ${t('problems', { count: problems })}` : counted;
  return (
    <Disclosure summary={summary} initiallyOpen={problems > 0}>
      <table aria-label={t('result.report', { title })} className="w-full table-fixed text-left text-sm">
        <colgroup>
          <col className="w-28" />
          <col />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th>{t('result.outcome')}</th>
            <th>{t('result.target')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ReportRow key={`${item.outcome} ${item.target} ${item.detail}`} item={item} />
          ))}
        </tbody>
      </table>
    </Disclosure>
  );
}

/** Why something stayed, or the digest that a registry gave to what was pushed. */
function Remark({ item, text }: { item: ItemReport; text: string }) {
  const { t } = useTranslation('jobs');
  if (text === '') return null;
  if (item.error === null && /^sha256:[0-9a-f]{64}$/.test(text)) {
    return <CopyableId label={t('result.digest')} value={text} short={text.slice(0, 19)} className="ml-2" />;
  }
  return <span className="ml-2 text-muted wrap-anywhere">{text}</span>;
}

/** An engine tells what went for a target: its names and its image. They stand first, the target beside them. */
function wordsOf({ outcome, target, detail }: ItemReport): { name: string; remark: string } {
  const asked = nameOf(target);
  const isGone = (outcome === 'untagged' || outcome === 'deleted') && detail !== '';
  if (!isGone) return { name: asked, remark: detail };
  const gone = nameOf(detail);
  return { name: gone, remark: gone === asked ? '' : asked };
}

function ReportRow({ item }: { item: ItemReport }) {
  const { t } = useTranslation('jobs');
  const { t: tErrors } = useTranslation('errors');
  const { name, remark } = wordsOf(item);
  const reason = item.error ? errorSentence(tErrors, item.error) : remark;
  return (
    <tr className="align-baseline">
      <td className="py-0.5 pr-2">
        <Badge tone={tones[item.outcome]}>{t(`result.outcomes.${item.outcome}`)}</Badge>
      </td>
      <td className="py-0.5">
        <span className="selectable font-mono break-all">{name}</span>
        <Remark item={item} text={reason} />
      </td>
    </tr>
  );
}
