import type { app as english } from '../en/app';
import type { TranslationOf } from '../translation';

export const app: TranslationOf<typeof english> = {};
