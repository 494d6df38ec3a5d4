import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceCheck } from '../../api/contract';
import { shortId } from '../../format/ids';
import { Banner } from '../../ui/banner';
import { OperationDialog } from './operation-dialog';
import { ReferenceField } from './reference-field';
import { useReferenceCheck } from './use-reference-check';
import { useStartJob } from './use-start-job';

export interface TagDialogProps {
  engineId: string | null;
  imageId: string;
  /** What the image is called where the dialog was asked for: a reference or its id. */
  source: string;
}

export function TagDialog({ engineId, imageId, source }: TagDialogProps) {
  const { t } = useTranslation('operations');
  const [text, setText] = useState('');
  const [demand, setDemand] = useState(false);
  const live = useReferenceCheck(engineId, text);
  const { start, starting, error } = useStartJob(engineId);
  const name = source === imageId ? shortId(imageId) : source;
  const confirm = () => {
    setDemand(true);
    if (text.trim() !== '' && live.check?.problem == null) {
      void start({ kind: 'tag', source, reference: text.trim() });
    }
  };
  return (
    <OperationDialog
      title={t('tag.title')}
      description={<span className="wrap-anywhere">{t('tag.description', { source: name })}</span>}
      verb={t('tag.confirm')}
      onConfirm={confirm}
      disabled={live.check !== null && !live.check.valid}
      busy={starting}
      error={error}
      keepOpen={text !== ''}
    >
      <ReferenceField
        label={t('tag.reference')}
        placeholder={t('tag.placeholder')}
        value={text}
        onChange={setText}
        live={live}
        demand={demand}
      />
      <ExistingName check={live.check} imageId={imageId} name={name} />
    </OperationDialog>
  );
}

/** A name belongs to one image: taking it says from whom. */
function ExistingName({
  check,
  imageId,
  name,
}: {
  check: ReferenceCheck | null;
  imageId: string;
  name: string;
}) {
  const { t } = useTranslation('operations');
  if (!check?.valid || check.existing === null) return null;
  if (check.existing === imageId) return <Banner tone="info">{t('tag.same')}</Banner>;
  const values = { reference: check.familiar, image: shortId(check.existing), source: name };
  return (
    <Banner tone="warning" title={t('tag.moves')}>
      {t('tag.movesBody', values)}
    </Banner>
  );
}
