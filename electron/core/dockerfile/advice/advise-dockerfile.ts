import {
  addInsteadOfCopy,
  lastStageLacks,
  latestBase,
  secretInArgOrEnv,
  shellFormStart,
} from './image-rules';
import { stagesOf } from './instructions';
import {
  apkCacheKept,
  aptNotCleaned,
  aptUpdateAlone,
  copyBeforeInstall,
  pipCacheKept,
} from './package-rules';
import type { Advice, Rule } from './rule';

const rules: readonly Rule[] = [
  copyBeforeInstall,
  aptNotCleaned,
  aptUpdateAlone,
  apkCacheKept,
  pipCacheKept,
  latestBase,
  secretInArgOrEnv,
  shellFormStart,
  addInsteadOfCopy,
  lastStageLacks,
];

/** What would build and could be better, besides what the language service says; MAINTAINER is in its list. */
export function adviseDockerfile(text: string): Advice[] {
  const recipe = { ...stagesOf(text), lines: text.split(/\r?\n/) };
  return rules.flatMap((rule) => rule(recipe));
}
