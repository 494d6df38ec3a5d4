import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { BuildRecord, BuildStep, JobSnapshot } from '../../../api/contract';
import { useOperations } from '../../../api/operations';
import { useRequest } from '../../../api/requests';
import { routes } from '../../../api/routes';
import { useFormat } from '../../../i18n/use-format';
import { Button } from '../../../ui/button';
import { CopyableId } from '../../../ui/copyable-id';
import { useBuildStore } from '../build-store';
import { buildBefore } from '../search-builds';
import { BuildComparison } from './build-comparison';
import { BuiltFindings } from './built-findings';

/** What a build made, against the last one of the same thing, and what to do with it. */
export function BuiltCard({ job }: { job: JobSnapshot }) {
  const references = job.result?.references ?? [];
  const imageId = job.result?.imageIds[0];
  const took = (job.endedAt ?? job.startedAt) - job.startedAt;
  const builds = useBuildStore((state) => state.builds);
  const before = buildBefore(builds, job.id);
  return (
    <div className="flex flex-col gap-2">
      <p className="selectable font-mono break-all">{references.join('  ')}</p>
      <Times job={job} took={took} before={before} />
      {imageId !== undefined && <BuiltImage key={job.id} {...{ job, imageId, took, references, before }} />}
    </div>
  );
}

interface TimesProps {
  job: JobSnapshot;
  took: number;
  before: BuildRecord | undefined;
}

function Times({ job, took, before }: TimesProps) {
  const { t } = useTranslation('build');
  const { duration } = useFormat();
  const steps = (job.build?.steps ?? []).filter(({ place }) => place !== '');
  const cached = steps.filter(({ state }) => state === 'cached').length;
  return (
    <p className="text-muted">
      {t('built', { duration: duration(took) })}
      {before && ` (${t('before', { duration: duration(before.endedAt - before.startedAt) })})`}
      {' · '}
      {t('cachedSteps', { cached, total: steps.length })}
    </p>
  );
}

interface ImageProps extends TimesProps {
  imageId: string;
  references: string[];
}

function BuiltImage({ job, imageId, took, references, before }: ImageProps) {
  const engineId = job.spec.engineId ?? '';
  const [comparing, setComparing] = useState(false);
  const { data } = useRequest('images.details', { engineId, id: imageId });
  const sizeBytes = job.result?.bytes ?? data?.sizeBytes ?? null;
  return (
    <>
      <Layers job={job} layers={data?.layers.length ?? 0} bytes={sizeBytes} />
      <NextSteps
        {...{ engineId, imageId, references, comparing }}
        {...(before === undefined ? {} : { onCompare: () => setComparing(!comparing) })}
      />
      {comparing && before && (
        <BuildComparison build={{ engineId, imageId, sizeBytes, took }} before={before} />
      )}
      <BuiltFindings engineId={engineId} imageId={imageId} bytes={sizeBytes} />
    </>
  );
}

/** Instructions that make a layer of their own. */
const makesLayer = ({ place, text }: BuildStep) => place !== '' && /^(?:RUN|COPY|ADD|WORKDIR)\b/i.test(text);

function Layers({ job, layers, bytes }: { job: JobSnapshot; layers: number; bytes: number | null }) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  const steps = job.build?.steps ?? [];
  const ran = steps.filter((step) => makesLayer(step) && step.state === 'done').length;
  const made = Math.min(ran, layers);
  return (
    <p className="text-muted">
      {bytes !== null && <span className="font-medium text-fg">{size(bytes)}</span>}
      {layers > 0 && ` · ${t('layers', { count: layers, made, reused: layers - made })}`}
    </p>
  );
}

interface NextProps {
  engineId: string;
  imageId: string;
  references: string[];
  comparing: boolean;
  /** Absent when nothing of the kind was built before. */
  onCompare?: () => void;
}

function NextSteps({ engineId, imageId, references, comparing, onCompare }: NextProps) {
  const { t } = useTranslation('build');
  const [, navigate] = useLocation();
  const open = useOperations((state) => state.open);
  const image = references[0] ?? imageId;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <CopyableId label={t('result')} value={imageId} />
      <Button size="sm" onClick={() => open({ kind: 'run', image })}>
        {t('run')}
      </Button>
      <Button size="sm" onClick={() => navigate(routes.image(engineId, imageId, 'history'))}>
        {t('openImage')}
      </Button>
      <Button size="sm" onClick={() => navigate(routes.image(engineId, imageId, 'layers'))}>
        {t('openLayers')}
      </Button>
      <Button size="sm" onClick={() => open({ kind: 'tag', imageId, source: image })}>
        {t('tagImage')}
      </Button>
      {references.length > 0 && (
        <Button size="sm" onClick={() => open({ kind: 'push', references })}>
          {t('push')}
        </Button>
      )}
      {onCompare && (
        <Button size="sm" aria-pressed={comparing} onClick={onCompare}>
          {t('compare.action')}
        </Button>
      )}
    </div>
  );
}
