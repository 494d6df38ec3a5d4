/** Tabs of an image's details. */
export type ImageTab = 'overview' | 'layers' | 'history' | 'dockerfile' | 'containers' | 'json';

/** Addresses inside the app, so that one screen can link to another without knowing it. */
export const routes = {
  images: '/images',
  image: (id: string, tab: ImageTab = 'overview'): string => `/images/${encodeURIComponent(id)}/${tab}`,
  build: '/build',
  registries: '/registries',
  jobs: '/jobs',
} as const;
