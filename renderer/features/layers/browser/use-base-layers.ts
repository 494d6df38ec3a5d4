import type { LayerSource } from '../../../api/contract';
import { useRequest } from '../../../api/requests';

/** How many of an image's lowest layers its base image brought; 0 when that cannot be told, as for an archive. */
export function useBaseLayers(source: LayerSource): number {
  const image = source.kind === 'image' ? source : null;
  const { data } = useRequest(
    'images.details',
    { engineId: image?.engineId ?? '', id: image?.id ?? '' },
    { enabled: image !== null },
  );
  return data?.system.kind === 'based-on' ? data.system.layers : 0;
}
