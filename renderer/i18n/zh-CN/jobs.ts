import type { jobs as english } from '../en/jobs';
import type { TranslationOf } from '../translation';

export const jobs: TranslationOf<typeof english> = {};
