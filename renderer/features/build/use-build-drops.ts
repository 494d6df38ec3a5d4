import { useLocation } from 'wouter';
import { useDropHandler } from '../../api/drops';
import { routes } from '../../api/routes';
import { lookAt } from './build-store';

/** A Dockerfile or a folder that is dropped on the window, or opened with the app, fills the form of a build. */
export function useBuildDrops(): void {
  const [, navigate] = useLocation();
  useDropHandler(['dockerfile', 'folder'], ({ path }) => {
    navigate(routes.build);
    void lookAt(path);
  });
}
