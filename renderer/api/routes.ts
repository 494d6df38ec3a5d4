/** Tabs of an image's details. */
export type ImageTab = 'overview' | 'layers' | 'history' | 'dockerfile' | 'containers' | 'json';

/**
 * Addresses inside the app, so that one screen can link to another without knowing it. An image belongs to
 * an engine: its address says to which.
 */
export const routes = {
  images: '/images',
  image: (engineId: string, id: string, tab: ImageTab = 'overview'): string =>
    `/images/${engineId}/${encodeURIComponent(id)}/${tab}`,
  /** The inside of an archive of this computer, by its full path. */
  archive: (path: string): string => `/archive/${encodeURIComponent(path)}`,
  /** The terminal of a container that is worked in by hand. */
  run: (engineId: string, containerId: string): string => `/run/${engineId}/${containerId}`,
  build: '/build',
  registries: '/registries',
  jobs: '/jobs',
} as const;
