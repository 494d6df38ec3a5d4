/**
 * `npm run package [-- TARGET…]`: packages the built app for this platform. Without targets it makes what this
 * platform can make by itself (Linux: dir, tar.gz and deb); any target of electron-builder may be named.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runAsScript } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { packageOutput } from './package-output.mjs';
import { root } from './root.mjs';
import { ensureSystemPackages, packagingPackages } from './system-packages.mjs';

const say = (/** @type {string} */ line) => console.log(`· ${line}`);
const linuxTargets = ['dir', 'tar.gz', 'deb'];
/** Debian's name of 7-Zip's archiver, so that none has to be downloaded. */
const sevenZip = '/usr/bin/7za';

async function main() {
  await ensureDependencies(say);
  if (process.platform === 'linux') await preferSystemTools();
  // Not before the dependencies are there: these need them.
  const [{ electronRuntime }, { bundle }, { build, Platform }, { configuration }] = await Promise.all([
    import('./electron-runtime.mjs'),
    import('./bundle.mjs'),
    import('electron-builder'),
    import('./electron-builder.config.mjs'),
  ]);
  const runtime = await electronRuntime(say);
  await bundle();
  const named = process.argv.slice(2);
  const targets = named.length > 0 ? named : process.platform === 'linux' ? linuxTargets : [];
  const config = { ...configuration, ...forRuntime(configuration, runtime) };
  const files = await build({ targets: Platform.current().createTarget(targets), projectDir: root, config });
  for (const file of files) say(`Made ${path.relative(root, file)}`);
  if (!runtime.declared)
    say(`These packages hold Electron ${runtime.version}: for testing only, not for users.`);
}

/** Has electron-builder take the system's tools where it would download its own. */
async function preferSystemTools() {
  await ensureSystemPackages(packagingPackages, say);
  process.env.CUSTOM_FPM_PATH ??= path.join(root, 'build/fpm.mjs');
  if (existsSync(sevenZip)) process.env.ELECTRON_BUILDER_7ZIP_PATH ??= sevenZip;
}

/**
 * Packages for users hold the declared Electron, which electron-builder fetches for each platform. Where it
 * cannot be had, the runtime of development goes into packages that serve to test packaging, in a folder of
 * their own and packed fast rather than small.
 *
 * @param {import('electron-builder').Configuration} configuration
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 * @returns {import('electron-builder').Configuration}
 */
function forRuntime(configuration, runtime) {
  const { electronFuses, directories, deb } = configuration;
  const output = { ...directories, output: packageOutput(runtime) };
  if (runtime.declared) {
    const fuses = { ...electronFuses, grantFileProtocolExtraPrivileges: false };
    return { electronFuses: fuses, directories: output };
  }
  return {
    electronDist: runtime.folder,
    electronVersion: runtime.version,
    directories: output,
    compression: 'store',
    deb: { ...deb, compression: 'gz' },
  };
}

await runAsScript(import.meta.url, main);
