import path from 'node:path';
import { root } from './root.mjs';

/**
 * Parts of dockerode that the app hardly ever needs and that take most of the time to read it: gRPC and protobuf for
 * sessions of BuildKit, and an SSH client of its own. Each becomes a file beside the bundle, read when it is called.
 */
const parts = [
  { of: 'dockerode/lib/docker.js', module: './session', file: 'dockerode-session', isFunction: true },
  { of: 'dockerode/lib/docker.js', module: './buildkit', file: 'dockerode-buildkit', isFunction: false },
  { of: 'docker-modem/lib/modem.js', module: './ssh', file: 'docker-modem-ssh', isFunction: true },
];

/** Entries of the bundle, for the parts. */
export const lateEntries = Object.fromEntries(
  parts.map(({ of, module, file }) => [
    file,
    path.join(root, 'node_modules', path.dirname(of), `${module}.js`),
  ]),
);

/**
 * Makes what requires the parts require their files, and only when called.
 *
 * @type {import('rolldown').Plugin}
 */
export const lateModules = {
  name: 'late-modules',
  resolveId: (source) =>
    parts.some(({ file }) => source === `./${file}.cjs`) ? { id: source, external: true } : null,
  transform: (code, id) => {
    const own = parts.filter(({ of }) => id.replaceAll('\\', '/').endsWith(`node_modules/${of}`));
    return own.length === 0 ? null : { code: own.reduce(putOff, code), map: null };
  },
};

/**
 * @param {string} code
 * @param {(typeof parts)[number]} part
 * @returns {string}
 */
function putOff(code, { of, module, file, isFunction }) {
  const early = `require('${module}')`;
  if (!code.includes(early)) throw new Error(`${of} no longer has ${early}`);
  const late = `require('./${file}.cjs')`;
  return code.replace(early, isFunction ? `((...input) => ${late}(...input))` : late);
}
