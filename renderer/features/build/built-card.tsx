import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { BuildStep, JobSnapshot } from '../../api/contract';
import { useOperations } from '../../api/operations';
import { useRequest } from '../../api/requests';
import { routes } from '../../api/routes';
import { useFormat } from '../../i18n/use-format';
import { Button } from '../../ui/button';
import { CopyableId } from '../../ui/copyable-id';
import { useBuildStore } from './build-store';
import { buildBefore } from './search-builds';

/** What a build made, against the last one of the same thing, and what to do with it. */
export function BuiltCard({ job }: { job: JobSnapshot }) {
  const references = job.result?.references ?? [];
  const imageId = job.result?.imageIds[0];
  const took = (job.endedAt ?? job.startedAt) - job.startedAt;
  return (
    <div className="flex flex-col gap-2">
      <p className="selectable font-mono break-all">{references.join('  ')}</p>
      <Times job={job} took={took} />
      {imageId !== undefined && <Layers job={job} imageId={imageId} />}
      {imageId !== undefined && <NextSteps job={job} imageId={imageId} references={references} />}
    </div>
  );
}

function Times({ job, took }: { job: JobSnapshot; took: number }) {
  const { t } = useTranslation('build');
  const { duration } = useFormat();
  const builds = useBuildStore((state) => state.builds);
  const before = buildBefore(builds, job.id);
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

/** Instructions that make a layer of their own. */
const makesLayer = ({ place, text }: BuildStep) => place !== '' && /^(?:RUN|COPY|ADD|WORKDIR)\b/i.test(text);

function Layers({ job, imageId }: { job: JobSnapshot; imageId: string }) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  const { data } = useRequest('images.details', { engineId: job.spec.engineId ?? '', id: imageId });
  const bytes = job.result?.bytes ?? data?.sizeBytes ?? null;
  const steps = job.build?.steps ?? [];
  const ran = steps.filter((step) => makesLayer(step) && step.state === 'done').length;
  const layers = data?.layers.length ?? 0;
  const made = Math.min(ran, layers);
  return (
    <p className="text-muted">
      {bytes !== null && <span className="font-medium text-fg">{size(bytes)}</span>}
      {layers > 0 && ` · ${t('layers', { count: layers, made, reused: layers - made })}`}
    </p>
  );
}

interface NextProps {
  job: JobSnapshot;
  imageId: string;
  references: string[];
}

function NextSteps({ job, imageId, references }: NextProps) {
  const { t } = useTranslation('build');
  const [, navigate] = useLocation();
  const open = useOperations((state) => state.open);
  const engineId = job.spec.engineId ?? '';
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
    </div>
  );
}
