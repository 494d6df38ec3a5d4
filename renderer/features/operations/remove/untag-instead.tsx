import { useTranslation } from 'react-i18next';
import type { ImageSummary, RemovePreview } from '../../../api/contract';
import { useOperations } from '../../../api/operations';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';

export interface UntagInsteadProps {
  preview: RemovePreview;
  images: readonly ImageSummary[];
}

/** Where an image has to stay, its names can go all the same; leads to their own question. */
export function UntagInstead({ preview, images }: UntagInsteadProps) {
  const { t } = useTranslation('operations');
  const open = useOperations((state) => state.open);
  const references = namesThatCanGo(preview, images);
  if (references.length === 0) return null;
  return (
    <Banner
      tone="info"
      actions={
        <Button size="sm" onClick={() => open({ kind: 'untag', references })}>
          {t('untag.confirm')}
        </Button>
      }
    >
      {t('remove.untagInstead', { count: references.length })}
    </Banner>
  );
}

/** Names of images that not even force deletes. */
function namesThatCanGo({ blocked }: RemovePreview, images: readonly ImageSummary[]): string[] {
  const names = blocked
    .filter(({ forceHelps, reason }) => !forceHelps && reason !== 'not-found')
    .flatMap(({ target }) => images.find(({ id }) => id === target)?.references ?? target);
  return [...new Set(names)].filter((name) => !name.startsWith('sha256:'));
}
