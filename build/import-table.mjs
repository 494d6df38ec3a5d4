/**
 * The import table of the house: what each folder may import. The first place whose pattern matches a
 * file decides; a place that is listed under `may` is allowed, everything else inside the repository is not.
 *
 * @typedef {object} Place
 * @property {string} name what the rule calls this place in its messages
 * @property {RegExp} files matches repository paths with forward slashes
 * @property {string[]} may names of places it may import besides itself
 * @property {string[]} [types] names of places of which it may import types only
 * @property {(specifier: string) => boolean} packages whether it may import this package or `node:` module
 */

/** @param {string} specifier */
const isElectron = (specifier) => specifier === 'electron' || specifier.startsWith('electron/');
/** @param {string} specifier */
const isDockerode = (specifier) => specifier === 'dockerode' || specifier === 'docker-modem';
/** @param {string} specifier */
const isNode = (specifier) => specifier.startsWith('node:');
/** @param {string} specifier */
const isSchema = (specifier) => specifier === 'zod';

/** @param {string} specifier */
const schemaOnly = (specifier) => isSchema(specifier);
/** @param {string} specifier */
const electronOnly = (specifier) => isElectron(specifier);
/** @param {string} specifier */
const plain = (specifier) => !isElectron(specifier) && !isDockerode(specifier);
/** @param {string} specifier */
const withElectron = (specifier) => !isDockerode(specifier);
/** @param {string} specifier */
const withDockerode = (specifier) => !isElectron(specifier);
/** The renderer is an untrusted web page: neither Node nor the schemas belong into its bundle. @param {string} specifier */
const web = (specifier) => plain(specifier) && !isNode(specifier) && !isSchema(specifier);
const anything = () => true;

const mainPlaces = ['contract', 'core', 'engine', 'registry', 'analysis', 'services', 'ipc', 'shell'];

/** @type {Place[]} */
export const places = [
  { name: 'contract', files: /^electron\/contract\//, may: [], packages: schemaOnly },
  { name: 'core', files: /^electron\/core\//, may: ['contract'], packages: plain },
  { name: 'engine', files: /^electron\/engine\//, may: ['core', 'contract'], packages: withDockerode },
  { name: 'registry', files: /^electron\/registry\//, may: ['core', 'contract'], packages: plain },
  {
    name: 'analysis worker',
    files: /^electron\/analysis\/worker(?:\.|-|\/)/,
    may: ['analysis', 'core', 'contract', 'engine'],
    packages: plain,
  },
  {
    name: 'analysis',
    files: /^electron\/analysis\//,
    may: ['core', 'contract'],
    types: ['analysis worker'],
    packages: plain,
  },
  {
    name: 'services',
    files: /^electron\/services\//,
    may: ['contract', 'core', 'engine', 'registry', 'analysis'],
    packages: plain,
  },
  { name: 'ipc', files: /^electron\/ipc\//, may: ['services', 'contract'], packages: withElectron },
  { name: 'shell', files: /^electron\/shell\//, may: ['contract'], packages: withElectron },
  { name: 'preload', files: /^electron\/preload\.ts$/, may: [], types: ['contract'], packages: electronOnly },
  { name: 'cli', files: /^electron\/cli\.ts$/, may: ['services', 'contract', 'package'], packages: plain },
  { name: 'main', files: /^electron\/main\.ts$/, may: mainPlaces, packages: withElectron },
  { name: 'renderer/api', files: /^renderer\/api\//, may: [], types: ['contract'], packages: web },
  { name: 'renderer/ui', files: /^renderer\/ui\//, may: ['renderer/i18n', 'renderer/format'], packages: web },
  { name: 'renderer/i18n', files: /^renderer\/i18n\//, may: ['renderer/format'], packages: web },
  { name: 'renderer/format', files: /^renderer\/format\//, may: [], packages: web },
  {
    name: 'renderer/features/*',
    files: /^renderer\/features\/([^/]+)\//,
    may: ['renderer/api', 'renderer/ui', 'renderer/i18n', 'renderer/format', 'assets'],
    packages: web,
  },
  {
    name: 'renderer',
    files: /^renderer\/[^/]+$/,
    may: ['renderer/features/*', 'renderer/api', 'renderer/ui', 'renderer/i18n', 'renderer/format', 'assets'],
    packages: web,
  },
  { name: 'assets', files: /^assets\//, may: [], packages: anything },
  { name: 'package', files: /^package\.json$/, may: [], packages: anything },
  { name: 'build', files: /^build\//, may: ['assets', 'package'], packages: anything },
  {
    name: 'test',
    files: /^test\//,
    may: [
      ...mainPlaces,
      'analysis worker',
      'preload',
      'cli',
      'main',
      'renderer/api',
      'renderer/ui',
      'renderer/i18n',
      'renderer/format',
      'renderer/features/*',
      'renderer',
      'assets',
      'package',
      'build',
    ],
    packages: anything,
  },
];
