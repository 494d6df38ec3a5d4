import { canInstall, ensureApt, isAptSystem, missingPackages } from './apt.mjs';

/** Shared libraries that Electron loads, and fonts for both languages of the window. */
export const electronPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libnotify4',
  'libsecret-1-0',
  'fonts-dejavu-core',
  'fonts-noto-cjk',
];
export const displayPackages = ['xvfb'];
/** For tar.gz and deb packages: 7-Zip's archiver and Debian's. */
export const packagingPackages = ['p7zip-full', 'dpkg'];

/**
 * Installs Debian packages where that needs no question (Debian and Ubuntu, as root); elsewhere it says what is
 * missing and goes on, because the same libraries may have come another way.
 *
 * @param {string[]} packages
 * @param {(line: string) => void} say
 */
export async function ensureSystemPackages(packages, say) {
  if (!isAptSystem()) return;
  const missing = await missingPackages(packages);
  if (missing.length === 0) return;
  if (!canInstall()) {
    say(`These system packages seem to be missing: sudo apt-get install ${missing.join(' ')}`);
    return;
  }
  await ensureApt(missing);
}
