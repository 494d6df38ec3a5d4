import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dockerCli } from '../../support/docker-cli';
import { callEngine } from '../../support/engine-call';
import type { Engine, EngineKind } from '../../support/engines';
import { buildImage } from '../../support/images';
import { startRegistry } from '../../support/registry';
import { temporaryFolder } from '../../support/temporary-folder';
import { type Bench, inRounds, type Row, sized } from '../bench';
import { openProduct } from '../driven-app';
import { atMostTimes, comparison, type Figure, type Pair } from '../figure';
import { type EngineJob, runJob } from '../run-job';

const LAYERS = 3;
/** Bytes of a layer that no compression makes smaller. */
const LAYER = 100_000_000;

type Verb = 'save' | 'load' | 'push' | 'pull';

/** How much longer the app takes than the Docker command line for the same work at the same engine. */
export const transfers: Row = {
  name: 'transfers',
  title: 'Pull, push, save and load through the app',
  measure: async (bench) => [
    ...(await measureOn(bench, 'classic')),
    ...(await measureOn(bench, 'containerd')),
  ],
};

/** Does the same work once through the app and once by the command line. */
interface Sides {
  app: (job: EngineJob) => Promise<void>;
  cli: (args: string[]) => Promise<void>;
}

/** One verb: what each side does, and what is prepared before each. */
interface Work {
  verb: Verb;
  /** Prepares one transfer; answers what it is called. */
  prepare: () => Promise<{ job: EngineJob; args: string[]; cleanUp?: () => Promise<void> }>;
}

async function measureOn(bench: Bench, kind: EngineKind): Promise<Figure[]> {
  const engine = await bench.engines.empty(kind);
  const running = await openProduct(bench, { host: engine.host, count: 0 });
  const sides: Sides = {
    app: async (job) => await runJob(running.window, job),
    cli: async (args) => await runCli(engine, args),
  };
  const figures: Figure[] = [];
  for (const work of await works(bench, engine)) {
    bench.say(`  ${work.verb}, ${kind} …`);
    figures.push(
      figureOf(bench, kind, work.verb, await inRounds(bench, (round) => pairOf(work, sides, round))),
    );
  }
  await running.close();
  return figures;
}

function figureOf(bench: Bench, kind: EngineKind, verb: Verb, pairs: Pair[]): Figure {
  const size = `${(sized(bench, LAYER) * LAYERS) / 1_000_000} MB`;
  const what = `${verb[0]?.toUpperCase()}${verb.slice(1)} of ${size} through the app (${kind})`;
  return comparison({ what, unit: 's', against: `docker ${verb}`, goal: atMostTimes(1.05) }, pairs);
}

/** Who goes first changes from round to round, so that neither profits from the other. */
async function pairOf(work: Work, sides: Sides, round: number): Promise<Pair> {
  const byApp = async () => await timed(work, async ({ job }) => await sides.app(job));
  const byCli = async () => await timed(work, async ({ args }) => await sides.cli(args));
  if (round % 2 === 0) return { measured: await byApp(), against: await byCli() };
  const against = await byCli();
  return { measured: await byApp(), against };
}

async function timed(
  { prepare }: Work,
  work: (what: { job: EngineJob; args: string[] }) => Promise<void>,
): Promise<number> {
  const prepared = await prepare();
  // What was written before must not be paid for by who comes next.
  await promisify(execFile)('sync');
  const begin = performance.now();
  await work(prepared);
  const seconds = (performance.now() - begin) / 1000;
  await prepared.cleanUp?.();
  return seconds;
}

async function runCli({ host, kind }: Engine, args: string[]): Promise<void> {
  const program = kind === 'classic' ? 'machine' : 'current';
  const { code, stderr } = await dockerCli(args, { host, program });
  if (code !== 0) throw new Error(`docker ${args[0]}: ${stderr}`);
}

/** The four verbs in an order in which each leaves what the next one needs. */
async function works(bench: Bench, engine: Engine): Promise<Work[]> {
  const name = 'bench/big:1';
  const folder = await temporaryFolder();
  const archive = join(folder, 'kept.tar');
  await buildBig(bench, engine, name);
  await runCli(engine, ['save', '-o', archive, name]);
  const source = await startRegistry();
  const pulled = `${source.name}/${name}`;
  await callEngine(engine, {
    method: 'POST',
    path: `/images/${name}/tag?repo=${source.name}/bench/big&tag=1`,
  });
  await runCli(engine, ['push', pulled]);
  return [
    {
      verb: 'save',
      prepare: async () => {
        const file = join(folder, 'saved.tar');
        const cleanUp = async () => await rm(file, { force: true });
        const job: EngineJob = { kind: 'save', images: [name], file, overwrite: true };
        return { job, args: ['save', '-o', file, name], cleanUp };
      },
    },
    {
      verb: 'push',
      prepare: async () => {
        // A registry that has seen nothing yet, or there would be nothing to push.
        const registry = await startRegistry();
        const path = `/images/${name}/tag?repo=${registry.name}/bench/big&tag=1`;
        await callEngine(engine, { method: 'POST', path });
        const target = `${registry.name}/${name}`;
        const cleanUp = async () => {
          await callEngine(engine, { method: 'DELETE', path: `/images/${target}` });
          await registry.stop();
        };
        return { job: { kind: 'push', references: [target] }, args: ['push', target], cleanUp };
      },
    },
    {
      verb: 'load',
      prepare: async () => {
        await forget(engine);
        return { job: { kind: 'load', file: archive }, args: ['load', '-i', archive] };
      },
    },
    {
      verb: 'pull',
      prepare: async () => {
        await forget(engine);
        return { job: { kind: 'pull', reference: pulled }, args: ['pull', pulled] };
      },
    },
  ];
}

async function buildBig(bench: Bench, engine: Engine, tag: string): Promise<void> {
  const names = Array.from({ length: LAYERS }, (_, number) => `random-${number}`);
  await buildImage(engine, {
    tag,
    dockerfile: `FROM scratch\n${names.map((file) => `COPY ${file} /${file}\n`).join('')}CMD ["/none"]\n`,
    files: names.map((file) => ({ name: file, content: randomBytes(sized(bench, LAYER)) })),
  });
}

/** Removes every image with what it was made from, so that all layers have to come again. */
async function forget(engine: Engine): Promise<void> {
  const images = (await callEngine(engine, { path: '/images/json' })) as { Id: string }[];
  for (const { Id } of images) {
    await callEngine(engine, { method: 'DELETE', path: `/images/${Id}?force=1` });
  }
}
