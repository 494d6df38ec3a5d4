import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { type ImageTab, routes } from '../../../api/routes';
import { useListState } from '../list/list-store';
import type { ImageAddress } from './image-details';

export interface DetailsControl {
  tab: ImageTab;
  /** Shows an image, also when the details were closed. */
  show: (id: string) => void;
  /** Shows an image unless the person closed the details. */
  follow: (id: string) => void;
  showTab: (tab: ImageTab) => void;
  close: () => void;
}

/**
 * Moves the details by moving the address. Going from image to image replaces the address, so that "back"
 * leads to the screen before and not through everything that was looked at.
 */
export function useDetails(engineId: string, address: ImageAddress | null): DetailsControl {
  const [, navigate] = useLocation();
  const closed = useListState((state) => state.detailsClosed);
  const setClosed = useListState((state) => state.setDetailsClosed);
  const lastTab = useListState((state) => state.lastTab);
  const setLastTab = useListState((state) => state.setLastTab);
  return useMemo(() => {
    const tab = address?.tab ?? lastTab;
    const show = (id: string) => {
      setClosed(false);
      navigate(routes.image(engineId, id, tab), { replace: address !== null });
    };
    return {
      tab,
      show,
      follow: (id) => {
        if (address !== null || !closed) show(id);
      },
      showTab: (next) => {
        setLastTab(next);
        if (address) navigate(routes.image(address.engineId, address.id, next), { replace: true });
      },
      close: () => {
        setClosed(true);
        navigate(routes.images);
      },
    };
  }, [engineId, address, navigate, closed, setClosed, lastTab, setLastTab]);
}
