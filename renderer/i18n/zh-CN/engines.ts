import type { engines as english } from '../en/engines';
import type { TranslationOf } from '../translation';

export const engines: TranslationOf<typeof english> = {};
