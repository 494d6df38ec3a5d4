import { create } from 'zustand';

/** Whether the list of engines is open; a banner or the palette may open it too. */
export const usePickerOpen = create<{ open: boolean }>(() => ({ open: false }));

export function openPicker(open = true): void {
  usePickerOpen.setState({ open });
}
