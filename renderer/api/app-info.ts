import type { AppInfo } from './contract';
import { useRequest } from './requests';

/** Versions, platform and the sandbox's address; undefined until main has answered. */
export function useAppInfo(): AppInfo | undefined {
  return useRequest('app.info', undefined).data;
}
