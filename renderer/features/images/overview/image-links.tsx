import { useTranslation } from 'react-i18next';
import { routes } from '../../../api/routes';
import { TextLink } from '../../../ui/text-link';
import { imageName } from '../list/reference-parts';

export interface ImageLinkProps {
  engineId: string;
  image: { imageId: string; references: readonly string[] };
}

export function nameOfLinked(image: ImageLinkProps['image']): string {
  return imageName({ id: image.imageId, references: image.references });
}

/** The name of another local image, which leads to it. */
export function ImageLink({ engineId, image }: ImageLinkProps) {
  return (
    <TextLink
      href={routes.image(engineId, image.imageId)}
      title={image.references.join('\n') || image.imageId}
    >
      {nameOfLinked(image)}
    </TextLink>
  );
}

const mostShown = 12;

/** Several images as links, the rest as a number. */
export function ImageLinks({
  engineId,
  images,
}: {
  engineId: string;
  images: readonly ImageLinkProps['image'][];
}) {
  const { t } = useTranslation('images');
  const rest = images.length - mostShown;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {images.slice(0, mostShown).map((image) => (
        <li key={image.imageId} className="min-w-0 truncate">
          <ImageLink engineId={engineId} image={image} />
        </li>
      ))}
      {rest > 0 && <li className="text-faint">{t('system.more', { count: rest })}</li>}
    </ul>
  );
}
