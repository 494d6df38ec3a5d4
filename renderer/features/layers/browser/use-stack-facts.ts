import { useMemo } from 'react';
import type { LayerSource } from '../../../api/contract';
import { useRequest } from '../../../api/requests';

/** What an engine knows of an image's layers beyond what is in them; nothing of an archive's. */
export interface StackFacts {
  /** How many of the lowest layers the base image brought; 0 when that cannot be told. */
  base: number;
  /** By layer: other local images that have the same layers up to this one. */
  sharedWith: readonly number[];
  /** Layers without recorded instructions. */
  unaudited: ReadonlySet<number>;
}

export function useStackFacts(source: LayerSource): StackFacts {
  const image = source.kind === 'image' ? source : null;
  const input = { engineId: image?.engineId ?? '', id: image?.id ?? '' };
  const { data: details } = useRequest('images.details', input, { enabled: image !== null });
  const { data: history } = useRequest('images.history', input, { enabled: image !== null });
  return useMemo(() => {
    const made = history?.steps.filter(({ index }) => history.unaudited.includes(index)) ?? [];
    return {
      base: details?.system.kind === 'based-on' ? details.system.layers : 0,
      sharedWith: details?.chain.map(({ sharedWith }) => sharedWith) ?? [],
      unaudited: new Set(made.flatMap(({ layer }) => layer ?? [])),
    };
  }, [details, history]);
}
