import { z } from 'zod';

export const themeChoice = z.enum(['system', 'light', 'dark']);
export const language = z.enum(['system', 'en', 'zh-CN']);

export const settings = z.object({
  theme: themeChoice,
  language,
  /** Columns of the image table: order, width in px, hidden ones. */
  imageColumns: z.array(z.object({ id: z.string(), width: z.number(), hidden: z.boolean() })),
  imageSort: z.object({ column: z.string(), descending: z.boolean() }),
  /** Tell the desktop when a job that ran longer than this ends while the window is in the background, milliseconds. */
  notifyAfter: z.number(),
  detailsWidth: z.number(),
  /** Most bytes that the contents of analysed layers take on disk. */
  layerCacheBytes: z.number(),
});
export type Settings = z.infer<typeof settings>;

export const appInfo = z.object({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  /** The system's language, resolved to one the app has. */
  systemLanguage: z.enum(['en', 'zh-CN']),
  /** Host of the private sandbox engine that the launcher started; null when there is none. */
  sandboxHost: z.string().nullable(),
});
export type AppInfo = z.infer<typeof appInfo>;

/** Commands of the native menu and the command palette. */
export const menuCommand = z.enum([
  'pull',
  'load',
  'open-archive',
  'import',
  'build',
  'search',
  'prune',
  'sign-in',
  'palette',
  'find',
  'refresh',
  'go-images',
  'go-build',
  'go-registries',
  'go-jobs',
  'theme-system',
  'theme-light',
  'theme-dark',
  'language-en',
  'language-zh',
  'about',
  'shortcuts',
]);
export type MenuCommand = z.infer<typeof menuCommand>;

export const droppedFile = z.object({
  path: z.string(),
  name: z.string(),
  sizeBytes: z.number(),
  /** `oci-layout`: the folder of one, which only the layer browser reads. */
  kind: z.enum([
    'image-archive',
    'oci-archive',
    'oci-layout',
    'root-file-system',
    'build-context',
    'dockerfile',
    'folder',
    'unknown',
  ]),
  /** RepoTags found in an archive's manifest.json when it stands early enough to be read cheaply. */
  references: z.array(z.string()),
});
export type DroppedFile = z.infer<typeof droppedFile>;

/** Pages that the app may open in the person's browser; the renderer names one, main knows the address. */
export const helpPage = z.enum([
  'install-linux',
  'install-mac',
  'install-windows',
  'podman',
  'rootless',
  'dockerfile-reference',
  'credential-helpers',
]);
export type HelpPage = z.infer<typeof helpPage>;
