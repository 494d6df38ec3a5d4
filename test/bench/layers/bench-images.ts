import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineImage, EnginePlace } from '../../../electron/analysis/protocol';
import { dockerCli } from '../../support/docker-cli';
import { callEngine } from '../../support/engine-call';
import type { Engine } from '../../support/engines';
import { temporaryFolder } from '../../support/temporary-folder';
import { type Bench, sized } from '../bench';
import { type MadeImage, makeImage } from './make-image';
import type { Recipe } from './recipe';

const made = new Map<string, MadeImage>();

/** The image of a recipe on disk, made once a run. */
export async function imageOf(bench: Bench, recipe: Recipe): Promise<MadeImage> {
  const known = made.get(recipe.reference);
  if (known) return known;
  bench.say(`  making ${recipe.reference} …`);
  const folder = await temporaryFolder();
  const image = await makeImage({ ...recipe, files: sized(bench, recipe.files) }, folder);
  made.set(recipe.reference, image);
  return image;
}

/** Frees the disk of an image that no row needs any more. */
export async function forgetImage(recipe: Recipe): Promise<void> {
  const known = made.get(recipe.reference);
  made.delete(recipe.reference);
  if (known) await rm(join(known.archive, '..'), { recursive: true, force: true });
}

/** What the analysis is told of an image that an engine has. */
export interface LoadedImage {
  source: EngineImage;
  engine: EnginePlace;
  /** The request that the analysis makes, for others to make too. */
  exportPath: string;
}

export async function loadImage(bench: Bench, engine: Engine, recipe: Recipe): Promise<LoadedImage> {
  const { archive } = await imageOf(bench, recipe);
  const loaded = await dockerCli(['load', '--quiet', '--input', archive], { host: engine.host });
  if (loaded.code !== 0) throw new Error(loaded.stderr);
  const inspected = (await callEngine(engine, {
    method: 'GET',
    path: `/images/${recipe.reference}/json`,
  })) as { Id: string; RootFS: { Layers: string[] } };
  const source: EngineImage = {
    kind: 'image',
    id: inspected.Id,
    name: recipe.reference,
    platform: 'linux/amd64',
    os: 'linux',
    architecture: 'amd64',
    variant: '',
    layers: inspected.RootFS.Layers,
    createdBy: null,
  };
  return { source, engine: placeOf(engine), exportPath: exportPath(engine, inspected.Id) };
}

/** As the analysis asks: for one platform where the engine can be asked for one (API 1.48). */
function exportPath({ apiVersion }: Engine, id: string): string {
  const query = new URLSearchParams({ names: id });
  if (Number(apiVersion.split('.')[1]) >= 48) {
    query.set('platform', JSON.stringify({ os: 'linux', architecture: 'amd64' }));
  }
  return `/images/get?${query}`;
}

function placeOf({ host, apiVersion }: Engine): EnginePlace {
  const endpoint = {
    id: 'bench',
    name: 'bench',
    source: 'environment',
    host,
    tls: false,
    cliChoice: true,
  } as const;
  return { endpoint, tls: null, apiVersion };
}
