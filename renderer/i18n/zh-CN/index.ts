import { app } from './app';
import { build } from './build';
import { common } from './common';
import { dockerfile } from './dockerfile';
import { engines } from './engines';
import { errors } from './errors';
import { images } from './images';
import { jobs } from './jobs';
import { layers } from './layers';
import { operations } from './operations';
import { registries } from './registries';
import { run } from './run';

/** Simplified Chinese: a key that English has and this has not is a type error. */
export const zhCN = {
  app,
  build,
  common,
  dockerfile,
  engines,
  errors,
  images,
  jobs,
  layers,
  operations,
  registries,
  run,
} as const;
