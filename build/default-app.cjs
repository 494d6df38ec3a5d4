/**
 * What Electron runs when it carries no app of its own: it loads the app whose path it was given, as the
 * default app of an official Electron does. Knows `-r MODULE`, `--version` and `PATH`; Playwright and
 * `electron .` need no more.
 */
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { app } = require('electron');

/** @param {string[]} args */
function parse(args) {
  /** @type {string[]} */
  const modules = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '-r' || arg === '--require') modules.push(rest.shift() ?? '');
    else if (arg === '-v' || arg === '--version') return { modules, version: true, file: null };
    else if (!arg.startsWith('-')) return { modules, version: false, file: arg };
  }
  return { modules, version: false, file: null };
}

/**
 * Electron keeps these two for default apps and leaves them out of its types.
 *
 * @typedef {{ setAppPath(path: string): void, setVersion(version: string): void }} DefaultAppOnly
 */

/** Gives the process the name and version of the app that it becomes. @param {string} folder */
function adopt(folder) {
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) return;
  const { name, productName, version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const self = /** @type {Electron.App & DefaultAppOnly} */ (app);
  self.setAppPath(folder);
  if (version) self.setVersion(version);
  if (productName ?? name) app.setName(productName ?? name);
}

/** @param {string} file */
function load(file) {
  const folder = path.resolve(file);
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  adopt(folder);
  // The app must be Node's main module, so `require` from here would not do.
  Reflect.apply(Reflect.get(Module, '_load'), Module, [folder, Module, true]);
}

const options = parse(process.argv.slice(1));
for (const name of options.modules) require(path.resolve(name));
if (options.version) {
  console.log(`v${process.versions.electron}`);
  app.exit(0);
} else if (options.file === null) {
  console.error('Give the folder of an app, for example: electron .');
  app.exit(1);
} else {
  load(options.file);
}
