/**
 * What electron-builder makes of `dist/` for every platform. What depends on the machine (runtime, targets) is
 * added by `package.mjs`.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Who answers for the package, and where, as packages for Debian must say. The project has no public address yet, so these
 * are under a name that can never be anybody's (RFC 2606); set them here once it has.
 */
const project = { name: 'Layeryard contributors', email: 'maintainers@layeryard.invalid' };
const homepage = 'https://layeryard.invalid';

/** Libraries that Electron loads, by the names of Debian 11 and later. */
const debianLibraries = [
  'libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libatk-bridge2.0-0',
  'libasound2',
  'libdrm2',
  'libgbm1',
  'libuuid1',
  'libsecret-1-0',
  'xdg-utils',
];

/**
 * A runtime that was unpacked for development carries an app that loads other apps: not for users.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
async function removeDefaultApp({ packager, appOutDir }) {
  await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}

/** @type {import('electron-builder').Configuration} */
export const configuration = {
  appId: 'io.layeryard.Layeryard',
  productName: 'Layeryard',
  copyright: 'MIT License',
  directories: { buildResources: 'assets' },
  // Everything is bundled: no node_modules, no sources, no tests, no native modules.
  files: ['dist/**/*', 'package.json', '!**/node_modules/**/*', '!**/*.map'],
  extraMetadata: { author: project, homepage },
  npmRebuild: false,
  afterPack: removeDefaultApp,
  asar: true,
  // The languages of the window; Chromium brings 50 more.
  electronLanguages: ['en-US', 'zh-CN'],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    // There are no cookies; encrypting them would ask for the keychain at the first start.
    enableCookieEncryption: false,
  },
  linux: {
    category: 'Development',
    icon: 'assets/icons',
    executableName: 'layeryard',
    artifactName: '${name}-${version}-linux-${arch}.${ext}',
    maintainer: `${project.name} <${project.email}>`,
    synopsis: 'See, build, move and understand Docker images',
    syncDesktopName: true,
    mimeTypes: ['application/x-tar', 'application/x-compressed-tar', 'text/x-dockerfile'],
    desktop: {
      entry: {
        GenericName: 'Docker Image Manager',
        'GenericName[zh_CN]': 'Docker 镜像管理器',
        'Comment[zh_CN]': '查看、构建、传输并理解 Docker 镜像',
        Keywords: 'docker;image;container;layer;registry;oci;',
        StartupNotify: 'true',
      },
    },
  },
  deb: {
    artifactName: '${name}_${version}_${arch}.${ext}',
    packageCategory: 'devel',
    depends: debianLibraries,
    recommends: [],
    fpm: [
      '--deb-suggests',
      'docker.io | docker-ce | podman',
      'assets/linux/layeryard-mime.xml=/usr/share/mime/packages/layeryard-mime.xml',
    ],
  },
  rpm: {
    artifactName: '${name}-${version}.${arch}.${ext}',
    packageCategory: 'Development/Tools',
    fpm: ['assets/linux/layeryard-mime.xml=/usr/share/mime/packages/layeryard-mime.xml'],
  },
  appImage: { license: 'LICENSE' },
  mac: {
    category: 'public.app-category.developer-tools',
    icon: 'assets/icon.icns',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    target: [
      { target: 'dmg', arch: ['x64', 'arm64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
    ],
    // Shown under "Open With", never the default for archives.
    fileAssociations: [
      { ext: 'tar', name: 'Image archive', role: 'Viewer', rank: 'Alternate' },
      { ext: 'dockerfile', name: 'Dockerfile', role: 'Viewer', rank: 'Alternate' },
    ],
  },
  dmg: { title: 'Layeryard' },
  win: {
    icon: 'assets/icon.ico',
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
    // Only this one: an installer's association for .tar would take it away from the archive program.
    fileAssociations: [{ ext: 'dockerfile', name: 'Dockerfile', description: 'Dockerfile' }],
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowElevation: true,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
    license: 'LICENSE',
  },
  publish: null,
};
