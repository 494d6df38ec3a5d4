import type { operations as english } from '../en/operations';
import type { TranslationOf } from '../translation';

export const operations: TranslationOf<typeof english> = {};
