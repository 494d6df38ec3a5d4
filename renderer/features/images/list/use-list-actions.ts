import { Copy, RefreshCw, Save, Tag, Trash2, Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../../api/api-error';
import type { ImageSummary } from '../../../api/contract';
import { errorSentence } from '../../../i18n/error-text';
import { type Action, useActions } from '../../../ui/actions';
import { toast } from '../../../ui/toast';
import { useRefreshImages } from '../data/use-image-list';
import { useCopyText } from './use-copy-text';
import type { ImageOperations } from './use-image-operations';

export interface ListActionParts {
  engineId: string;
  chosen: readonly ImageSummary[];
  operations: ImageOperations;
  /** Whether details are shown that Escape closes. */
  detailsOpen: boolean;
  chooseAll: () => void;
  closeDetails: () => void;
}

/** What the command palette and the keyboard can do with the list. */
export function useListActions(parts: ListActionParts): void {
  const { t } = useTranslation('images');
  const { t: errors } = useTranslation('errors');
  const { operations, chosen } = parts;
  const copy = useCopyText();
  const read = useRefreshImages(parts.engineId);
  const refresh = () => {
    read().catch((error: unknown) => toast.error(errorSentence(errors, appErrorOf(error))));
  };
  const [image, ...others] = chosen;
  const group = t('action.group');
  const actions: Action[] = [
    { id: 'images.push', title: t('menu.push'), icon: Upload, group, ...operations.push },
    { id: 'images.tag', title: t('menu.tag'), icon: Tag, group, ...operations.tag },
    { id: 'images.save', title: t('menu.save'), icon: Save, group, ...operations.save },
    {
      id: 'images.remove',
      title: t('menu.remove'),
      icon: Trash2,
      shortcut: 'delete',
      alternatives: ['backspace', 'mod+backspace'],
      group,
      ...operations.remove,
    },
    { id: 'images.all', title: t('action.selectAll'), group, run: parts.chooseAll },
    { id: 'refresh', title: t('action.refresh'), icon: RefreshCw, group, shortcut: 'mod+r', run: refresh },
  ];
  if (image && others.length === 0) {
    actions.push({
      id: 'images.copy-id',
      title: t('menu.copyId'),
      icon: Copy,
      group,
      run: () => copy(image.id),
    });
  }
  if (parts.detailsOpen) {
    actions.push({
      id: 'images.close-details',
      title: t('action.closeDetails'),
      group,
      shortcut: 'escape',
      run: parts.closeDetails,
    });
  }
  useActions(actions);
}
