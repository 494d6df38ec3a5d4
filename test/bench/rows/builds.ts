import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BuilderKind } from '../../../electron/contract';
import { buildxConfig } from '../../support/buildx';
import { dockerCli } from '../../support/docker-cli';
import { type EngineKind, startEngine } from '../../support/engines';
import { buildBase } from '../../support/images';
import { temporaryFolder } from '../../support/temporary-folder';
import { type Bench, inRounds, type Row, sized } from '../bench';
import { openProduct } from '../driven-app';
import { atMostTimes, comparison, type Figure } from '../figure';
import { runJob } from '../run-job';

const FILES = 50_000;
/** All of them together are 1 GB. */
const FILE = 20_000;
const FILES_A_FOLDER = 100;
/** One folder in ten is sent. */
const SENT = 0.1;
const STEPS = 30;

/** How much longer a build takes through the app than by the Docker command line with the same builder. */
export const classicBuilds = rowOf('builds-classic', 'classic', 'classic');
export const buildkitBuilds = rowOf('builds-buildkit', 'containerd', 'buildkit');

interface Case {
  what: string;
  folder: string;
  noCache: boolean;
}

function rowOf(name: string, kind: EngineKind, builder: BuilderKind): Row {
  return {
    name,
    title: `Builds through the app with ${builder}`,
    measure: async (bench) => {
      const engine = await startEngine(kind);
      await buildBase(engine, 'bench/base:1');
      const configFolder = await buildxConfig();
      const running = await openProduct(bench, { host: engine.host, count: 1 });
      const figures: Figure[] = [];
      for (const one of await casesOf(bench)) {
        bench.say(`  ${one.what}, ${builder} …`);
        const byApp = async () => {
          const spec = { target: '', buildArgs: {}, pullBase: false, dockerfile: 'Dockerfile', builder };
          const job = { kind: 'build' as const, folder: one.folder, tags: ['bench/built:1'], ...spec };
          await runJob(running.window, { ...job, noCache: one.noCache });
        };
        const byCli = async () => await buildByCli({ host: engine.host, configFolder }, builder, one);
        // Whoever builds a folder first pays for reading it from the disk.
        await byCli();
        await byApp();
        const pairs = await inRounds(bench, async (round) => await pairOf(round, { byApp, byCli }));
        const about = { what: `${one.what} through the app (${builder})`, unit: 's' as const };
        figures.push(comparison({ ...about, against: 'docker build', goal: atMostTimes(1.05) }, pairs));
      }
      await running.close();
      await engine.stop();
      return figures;
    },
  };
}

/** Who goes first changes from round to round, so that neither profits from the other. */
async function pairOf(round: number, sides: { byApp: () => Promise<void>; byCli: () => Promise<void> }) {
  if (round % 2 === 0) return { measured: await seconds(sides.byApp), against: await seconds(sides.byCli) };
  const against = await seconds(sides.byCli);
  return { measured: await seconds(sides.byApp), against };
}

async function seconds(work: () => Promise<void>): Promise<number> {
  // What was written before must not be paid for by who comes next.
  await promisify(execFile)('sync');
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

async function buildByCli(
  place: { host: string; configFolder: string },
  builder: BuilderKind,
  { folder, noCache }: Case,
): Promise<void> {
  const { code, stderr } = await dockerCli(
    ['build', ...(noCache ? ['--no-cache'] : []), '-t', 'bench/built:1', folder],
    { ...place, env: { DOCKER_BUILDKIT: builder === 'buildkit' ? '1' : '0' } },
  );
  if (code !== 0) throw new Error(`docker build: ${stderr}`);
}

async function casesOf(bench: Bench): Promise<Case[]> {
  const large = await largeContext(sized(bench, FILES));
  const steps = await temporaryFolder();
  const runs = Array.from({ length: STEPS - 1 }, (_, step) => `RUN echo ${step} > /step-${step}\n`);
  await writeFile(join(steps, 'Dockerfile'), `FROM bench/base:1\n${runs.join('')}`);
  const size = `${(sized(bench, FILES) * FILE) / 1_000_000} MB`;
  const files = sized(bench, FILES).toLocaleString('en');
  return [
    { what: `Build with a context of ${size} in ${files} files, 90 % ignored`, folder: large, noCache: true },
    { what: 'The same build, fully cached', folder: large, noCache: false },
    { what: `Build of ${STEPS} steps`, folder: steps, noCache: true },
  ];
}

async function largeContext(files: number): Promise<string> {
  const folder = await temporaryFolder();
  const content = randomBytes(FILE);
  const folders = files / FILES_A_FOLDER;
  for (let number = 0; number < folders; number += 1) {
    const below = number < folders * SENT ? 'sent' : 'node_modules';
    const place = join(folder, below, `package-${number}`);
    await mkdir(place, { recursive: true });
    const names = Array.from({ length: FILES_A_FOLDER }, (_, index) => join(place, `file-${index}`));
    await Promise.all(names.map((name) => writeFile(name, content)));
  }
  await writeFile(join(folder, '.dockerignore'), 'node_modules\n*.log\n');
  await writeFile(join(folder, 'Dockerfile'), 'FROM bench/base:1\nCOPY . /app\nRUN echo done > /done\n');
  return folder;
}
