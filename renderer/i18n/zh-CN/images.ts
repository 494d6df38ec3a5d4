import type { images as english } from '../en/images';
import type { TranslationOf } from '../translation';

export const images: TranslationOf<typeof english> = {};
