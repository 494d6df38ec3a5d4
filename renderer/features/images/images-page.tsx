import { useEffect, useMemo, useRef } from 'react';
import { useLocation, useRoute } from 'wouter';
import { useEngine } from '../../api/engine';
import { type ImageTab, routes } from '../../api/routes';
import type { ImageAddress } from './details/image-details';
import { ImagesOfEngine, type ImagesOfEngineProps } from './images-of-engine';
import { NoEngine } from './list/list-states';

/**
 * The list of images with the details of one beside it, which `details` draws. The engine is its key, so nothing of one engine's screen is left when another is chosen.
 */
export function ImagesPage({ details }: Pick<ImagesOfEngineProps, 'details'>) {
  const { activeId } = useEngine();
  const address = useImageAddress();
  useLeaveOtherEngine(activeId, address);
  if (activeId === null) return <NoEngine />;
  return <ImagesOfEngine key={activeId} engineId={activeId} address={address} details={details} />;
}

const tabs: readonly ImageTab[] = ['overview', 'layers', 'history', 'dockerfile', 'containers', 'json'];

function useImageAddress(): ImageAddress | null {
  const [, params] = useRoute<{ engineId: string; id: string; tab?: string }>('/images/:engineId/:id/:tab?');
  const { engineId, id, tab } = params ?? {};
  return useMemo(() => {
    if (engineId === undefined || id === undefined) return null;
    return {
      engineId,
      id: decodeURIComponent(id),
      tab: tabs.find((known) => known === tab) ?? 'overview',
    };
  }, [engineId, id, tab]);
}

/** When a person switches engines, the image on screen stays behind; an address that names another engine stays. */
function useLeaveOtherEngine(activeId: string | null, address: ImageAddress | null): void {
  const [, navigate] = useLocation();
  const before = useRef(activeId);
  useEffect(() => {
    const left = before.current;
    before.current = activeId;
    if (left === null || left === activeId || address?.engineId !== left) return;
    navigate(routes.images, { replace: true });
  }, [activeId, address, navigate]);
}
