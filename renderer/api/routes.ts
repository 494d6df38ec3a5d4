/** Tabs of an image's details. */
export const imageTabs = ['overview', 'layers', 'history', 'dockerfile', 'containers', 'json'] as const;
export type ImageTab = (typeof imageTabs)[number];

/** Addresses inside the app, so that one screen can link to another without knowing it. */
export const routes = {
  images: '/images',
  /** The engine is part of the address: an id means nothing on another engine. */
  image: (engineId: string, id: string, tab: ImageTab = 'overview'): string =>
    `/images/${engineId}/${encodeURIComponent(id)}/${tab}`,
  build: '/build',
  registries: '/registries',
  jobs: '/jobs',
} as const;
