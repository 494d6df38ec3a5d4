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

/** English, the language that types all others. */
export const en = {
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
