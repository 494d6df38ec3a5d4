import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capability, ImageSummary } from '../../../api/contract';
import { useCapability, useEngine } from '../../../api/engine';
import { type Operation, useOperations } from '../../../api/operations';
import { lackText } from '../../../i18n/error-text';

/** Something that can be asked for now; `disabled` says why it cannot. */
export interface Offer {
  run: () => void;
  disabled: string | undefined;
}

export interface ImageOperations {
  push: Offer;
  tag: Offer;
  save: Offer;
  remove: Offer;
}

/** The operations on any images, each opening its dialog; the function stays the same until an engine changes. */
export function useImageOperations(): (images: readonly ImageSummary[]) => ImageOperations {
  const open = useOperations((state) => state.open);
  const reasonOf = useReasons();
  const push = useCapability('push');
  const save = useCapability('save');
  return useMemo(() => {
    const offer = (operation: Operation | null, disabled: string | undefined): Offer => ({
      run: () => {
        if (operation !== null && disabled === undefined) open(operation);
      },
      disabled,
    });
    return (images) => ({
      push: offer(pushOf(images), reasonOf(images, { capability: push, named: true })),
      tag: offer(tagOf(images), reasonOf(images, { single: true })),
      save: offer(saveOf(images), reasonOf(images, { capability: save })),
      remove: offer(removeOf(images), reasonOf(images, {})),
    });
  }, [open, reasonOf, push, save]);
}

interface Needs {
  capability?: Capability;
  named?: boolean;
  single?: boolean;
}

function useReasons(): (images: readonly ImageSummary[], needs: Needs) => string | undefined {
  const { t } = useTranslation('images');
  const { t: tErrors } = useTranslation('errors');
  const { connected } = useEngine();
  return useMemo(
    () => (images, needs) => {
      if (!connected) return t('toolbar.offline');
      const unfit = unfitBecause(images, needs);
      if (unfit) return t(`toolbar.${unfit}`);
      if (!needs.capability || needs.capability.available) return undefined;
      return t('toolbar.unavailable', { reason: lackText(tErrors, needs.capability) });
    },
    [t, tErrors, connected],
  );
}

/** What is wrong with the choice itself. */
function unfitBecause(
  images: readonly ImageSummary[],
  needs: Needs,
): 'chooseFirst' | 'oneOnly' | 'noTag' | null {
  if (images.length === 0) return 'chooseFirst';
  if (needs.single && images.length > 1) return 'oneOnly';
  return needs.named && referencesOf(images).length === 0 ? 'noTag' : null;
}

function referencesOf(images: readonly ImageSummary[]): string[] {
  return images.flatMap((image) => image.references);
}

function pushOf(images: readonly ImageSummary[]): Operation {
  return { kind: 'push', references: referencesOf(images) };
}

function tagOf(images: readonly ImageSummary[]): Operation | null {
  const [image] = images;
  return image ? { kind: 'tag', imageId: image.id, source: image.references[0] ?? image.id } : null;
}

/** An id in an archive loses its tags, so what has tags is saved by all of them. */
function saveOf(images: readonly ImageSummary[]): Operation {
  const names = images.flatMap(({ id, references }) => (references.length > 0 ? references : [id]));
  return { kind: 'save', images: names };
}

function removeOf(images: readonly ImageSummary[]): Operation {
  return { kind: 'remove', targets: images.map(({ id }) => id), images: [...images] };
}
