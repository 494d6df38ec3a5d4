import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ArchiveImage } from '../../api/contract';
import { MiddleText } from '../../ui/middle-text';

interface ChooseImageProps {
  images: readonly ArchiveImage[];
  onChoose: (choice: Pick<ArchiveImage, 'image' | 'platform'>) => void;
}

/** An archive with several images, or one for several platforms: which one is meant. */
export function ChooseImage({ images, onChoose }: ChooseImageProps) {
  const { t } = useTranslation('layers');
  return (
    <section
      aria-labelledby="choose-title"
      className="mx-auto flex min-h-0 w-full max-w-3xl flex-col gap-3 p-6"
    >
      <div>
        <h2 id="choose-title" className="text-lg font-semibold">
          {t('archive.choose')}
        </h2>
        <p className="text-muted">{t('archive.chooseText')}</p>
      </div>
      <ul aria-label={t('archive.images')} className="flex min-h-0 flex-col gap-1.5 overflow-y-auto">
        {images.map((image) => (
          <li key={`${image.image} ${image.platform}`}>
            <button
              type="button"
              onClick={() => onChoose({ image: image.image, platform: image.platform })}
              className="flex w-full min-w-0 items-center gap-3 rounded-lg border border-line bg-raised px-3 py-2 text-left hover:border-line-strong hover:bg-hover"
            >
              <span className="flex min-w-0 flex-1 flex-col">
                <MiddleText text={image.references[0] ?? image.image} className="font-medium" />
                {image.references.slice(1).map((reference) => (
                  <MiddleText key={reference} text={reference} className="text-sm text-muted" />
                ))}
              </span>
              <span className="shrink-0 font-mono text-sm text-muted">{image.platform}</span>
              <ChevronRight aria-hidden size={15} className="shrink-0 text-faint" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
