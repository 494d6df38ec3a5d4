import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistryState } from '../../../api/contract';
import { useRegistries } from '../../../api/registries';
import { Banner } from '../../../ui/banner';
import { Checkbox } from '../../../ui/checkbox';
import { OperationDialog } from '../operation-dialog';
import { useStartJob } from '../use-start-job';
import { likelyPushes } from './likely-pushes';
import { PushRow } from './push-row';

export interface PushDialogProps {
  engineId: string | null;
  references: readonly string[];
}

export function PushDialog({ engineId, references }: PushDialogProps) {
  const { t } = useTranslation('operations');
  const { data: registries } = useRegistries();
  // Null until the person has chosen: what is likely may change when the accounts are known.
  const [choice, setChosen] = useState<ReadonlySet<string> | null>(null);
  const chosen = choice ?? new Set(likelyPushes(references, registries));
  const { start, starting, error } = useStartJob(engineId);
  const wanted = references.filter((reference) => chosen.has(reference));
  return (
    <OperationDialog
      title={t('push.title')}
      description={t('push.description')}
      verb={t('push.confirm')}
      onConfirm={() => void start({ kind: 'push', references: wanted })}
      needs="push"
      disabled={wanted.length === 0}
      busy={starting}
      error={error}
      size="lg"
      note={
        references.length > 0 &&
        (wanted.length > 0 ? t('push.chosen', { count: wanted.length }) : t('push.choose'))
      }
    >
      {references.length === 0 || engineId === null ? (
        <Banner tone="info">{t('push.none')}</Banner>
      ) : (
        <PushList
          engineId={engineId}
          references={references}
          chosen={chosen}
          onChange={setChosen}
          registries={registries}
        />
      )}
    </OperationDialog>
  );
}

interface PushListProps {
  engineId: string;
  references: readonly string[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  registries: RegistryState | undefined;
}

function PushList({ engineId, references, chosen, onChange, registries }: PushListProps) {
  const { t } = useTranslation('operations');
  const choose = (reference: string, wanted: boolean) => {
    const next = new Set(chosen);
    if (wanted) next.add(reference);
    else next.delete(reference);
    onChange(next);
  };
  const all = chosen.size === references.length || (chosen.size > 0 && 'indeterminate');
  return (
    <fieldset className="min-w-0 overflow-hidden rounded-md border border-line bg-raised">
      <legend className="sr-only">{t('push.list')}</legend>
      {references.length > 1 && (
        <div className="border-b border-line bg-sunken px-3 py-1.5 text-sm font-medium text-muted">
          <Checkbox
            label={t('push.all')}
            checked={all}
            onChange={(wanted) => onChange(new Set(wanted ? references : []))}
          />
        </div>
      )}
      {references.map((reference) => (
        <PushRow
          key={reference}
          engineId={engineId}
          reference={reference}
          chosen={chosen.has(reference)}
          onChoose={(wanted) => choose(reference, wanted)}
          registries={registries}
        />
      ))}
    </fieldset>
  );
}
