import type { build as english } from '../en/build';
import type { TranslationOf } from '../translation';

export const build: TranslationOf<typeof english> = {};
