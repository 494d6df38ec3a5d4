import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { invoke } from './client';
import type { Settings } from './contract';
import { useEvent } from './events';
import { requestKey, useRequest } from './requests';

const key = requestKey('settings.get', undefined);

export interface SettingsView {
  /** Undefined until main has answered. */
  settings: Settings | undefined;
  /** Changes some settings: shown at once, put back when main refuses. */
  change: (changes: Partial<Settings>) => Promise<void>;
}

/** The person's settings. Kept up to date by `useSettingsEvents`, which the shell calls once. */
export function useSettings(): SettingsView {
  const queries = useQueryClient();
  const { data: settings } = useRequest('settings.get', undefined);
  const change = useCallback(
    async (changes: Partial<Settings>) => {
      const before = queries.getQueryData<Settings>(key);
      if (before) queries.setQueryData<Settings>(key, { ...before, ...changes });
      try {
        queries.setQueryData(key, await invoke('settings.set', changes));
      } catch (error) {
        queries.setQueryData(key, before);
        throw error;
      }
    },
    [queries],
  );
  return { settings, change };
}

/** Writes each `settings.changed` into the cache. Mount it once, near the root. */
export function useSettingsEvents(): void {
  const queries = useQueryClient();
  useEvent('settings.changed', (settings) => {
    queries.setQueryData(key, settings);
  });
}
