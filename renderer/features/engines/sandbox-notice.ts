import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** The notice was read; it comes back with the next start of the app, not with a reload. */
export const useSandboxNotice = create<{ dismissed: boolean }>()(
  persist((): { dismissed: boolean } => ({ dismissed: false }), {
    name: 'sandbox-notice',
    storage: createJSONStorage(() => sessionStorage),
  }),
);

export function dismissSandbox(): void {
  useSandboxNotice.setState({ dismissed: true });
}
