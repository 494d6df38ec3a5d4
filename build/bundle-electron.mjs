import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { lateEntries, lateModules } from './late-modules.mjs';
import { root } from './root.mjs';

/** Node's side, in one build so that code is shared; entries that do not exist yet are left out. */
const nodeEntries = {
  main: 'electron/main.ts',
  cli: 'electron/cli.ts',
  worker: 'electron/analysis/worker.ts',
  measure: 'electron/services/build/measure-worker.ts',
  pack: 'electron/services/build/pack-worker.ts',
};

/** @type {import('rolldown').InputOptions} */
const shared = {
  cwd: root,
  platform: 'node',
  // `.node` files and cpu-features are optional accelerators of ssh2, built for one ABI: it does without.
  external: ['electron', /^node:/, /\.node$/, 'cpu-features'],
  transform: { target: 'node18', define: { 'process.env.NODE_ENV': '"production"' } },
  tsconfig: path.join(root, 'tsconfig.json'),
  checks: { eval: false },
  // A warning here (an import that leads nowhere) is a crash later.
  onLog: (level, log, report) => report(level === 'warn' ? 'error' : level, log),
};

/** @type {import('rolldown').OutputOptions} */
const commonJs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name]-[hash].cjs',
  // Names stay: they are in the stack traces that people send.
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
};

/**
 * Bundles main process, preload and, where they exist, command line and worker to CommonJS.
 *
 * @param {string} folder absolute output folder
 * @returns {Promise<string[]>} absolute paths of the modules that went into them
 */
export async function bundleElectron(folder) {
  const present = Object.entries(nodeEntries).filter(([, file]) => existsSync(path.join(root, file)));
  const modules = await write(
    { ...shared, input: { ...Object.fromEntries(present), ...lateEntries }, plugins: [lateModules] },
    { ...commonJs, dir: folder },
  );
  // A sandboxed preload is one file: it cannot require others.
  await write(
    { ...shared, input: { preload: 'electron/preload.ts' } },
    { ...commonJs, dir: folder, codeSplitting: false },
  );
  // dockerode reads its protocol files at run time from beside its own code, which is now the bundle.
  await cp(path.join(root, 'node_modules/dockerode/lib/proto'), path.join(folder, 'proto'), {
    recursive: true,
  });
  await cp(path.join(root, 'assets/icons/256x256.png'), path.join(folder, 'icon.png'));
  return modules;
}

/**
 * @param {import('rolldown').InputOptions} input
 * @param {import('rolldown').OutputOptions} output
 * @returns {Promise<string[]>} modules of the build
 */
async function write(input, output) {
  const build = await rolldown(input);
  try {
    const written = await build.write(output);
    return written.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  } finally {
    await build.close();
  }
}
