import type { registries as english } from '../en/registries';
import type { TranslationOf } from '../translation';

export const registries: TranslationOf<typeof english> = {};
