import type { TFunction } from 'i18next';
import {
  Calendar,
  Copy,
  Download,
  Fingerprint,
  Hash,
  PanelRight,
  Save,
  Tag,
  TagX,
  Trash2,
  Upload,
} from 'lucide-react';
import type { ImageSummary } from '../../../api/contract';
import type { Operation } from '../../../api/operations';
import type { MenuItem } from '../../../ui/menu-items';
import { imageName } from './reference-parts';
import type { ImageOperations, Offer } from './use-image-operations';

export interface RowMenuParts {
  t: TFunction<'images'>;
  images: readonly ImageSummary[];
  operations: ImageOperations;
  /** Whether an engine is there to do what needs no offer. */
  connected: boolean;
  open: (operation: Operation) => void;
  copy: (text: string) => void;
  showDetails: (image: ImageSummary) => void;
  /** Adds a filter to the search text. */
  filter: (words: string) => void;
}

/** What can be done with the chosen rows; what makes sense for one image only is left out for several. */
export function rowMenu(parts: RowMenuParts): MenuItem[] {
  const [image, ...others] = parts.images;
  if (!image) return [];
  const shared = sharedItems(parts);
  const remove: MenuItem = {
    ...offered(parts.t('menu.remove'), Trash2, parts.operations.remove),
    danger: true,
    shortcut: 'delete',
  };
  if (others.length > 0) return [...shared, 'separator', remove];
  return [...singleItems(parts, image), ...shared, 'separator', ...untagItems(parts, image), remove];
}

function singleItems({ t, showDetails, copy, filter }: RowMenuParts, image: ImageSummary): MenuItem[] {
  const [digest] = image.digests;
  const name = imageName(image);
  return [
    { label: t('menu.open'), icon: PanelRight, shortcut: 'enter', onSelect: () => showDetails(image) },
    'separator',
    ...(image.references.length > 0
      ? [{ label: t('menu.copyName'), icon: Copy, onSelect: () => copy(name) }]
      : []),
    { label: t('menu.copyId'), icon: Hash, onSelect: () => copy(image.id) },
    ...(digest === undefined
      ? []
      : [{ label: t('menu.copyDigest'), icon: Fingerprint, onSelect: () => copy(digest) }]),
    'separator',
    { label: t('menu.olderThan'), icon: Calendar, onSelect: () => filter(`before=${name}`) },
    { label: t('menu.newerThan'), icon: Calendar, onSelect: () => filter(`since=${name}`) },
    'separator',
  ];
}

function sharedItems({ t, operations, images, connected, open }: RowMenuParts): MenuItem[] {
  const [reference] = images[0]?.references ?? [];
  const pull: MenuItem[] =
    images.length === 1 && reference !== undefined
      ? [
          {
            label: t('menu.pullAgain'),
            icon: Download,
            disabled: !connected,
            onSelect: () => open({ kind: 'pull', reference }),
          },
        ]
      : [];
  return [
    ...pull,
    offered(t('menu.push'), Upload, operations.push),
    offered(t('menu.tag'), Tag, operations.tag),
    offered(t('menu.save'), Save, operations.save),
  ];
}

function untagItems({ t, connected, open }: RowMenuParts, image: ImageSummary): MenuItem[] {
  // Taking away the only name would delete the image; that is said by Remove.
  if (image.references.length < 2) return [];
  return image.references.map((reference) => ({
    label: t('menu.untag', { reference }),
    icon: TagX,
    disabled: !connected,
    onSelect: () => open({ kind: 'untag', references: [reference] }),
  }));
}

function offered(label: string, icon: typeof Save, offer: Offer) {
  return { label, icon, disabled: offer.disabled !== undefined, hint: offer.disabled, onSelect: offer.run };
}
