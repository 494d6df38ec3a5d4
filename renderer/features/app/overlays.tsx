import type { ReactNode } from 'react';
import { AboutDialog } from './about-dialog';
import { CommandPalette } from './command-palette';
import { closeOverlay, useOverlay } from './shell-state';
import { ShortcutsDialog } from './shortcuts-dialog';

/** The shell's own dialogs; `settings` belongs to another feature and is handed in. */
export function Overlays({ settings }: { settings: (onClose: () => void) => ReactNode }): ReactNode {
  const overlay = useOverlay((state) => state.overlay);
  switch (overlay) {
    case 'palette':
      return <CommandPalette onClose={closeOverlay} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={closeOverlay} />;
    case 'about':
      return <AboutDialog onClose={closeOverlay} />;
    case 'settings':
      return settings(closeOverlay);
    case null:
      return null;
  }
}
