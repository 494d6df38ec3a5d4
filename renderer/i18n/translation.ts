/**
 * The shape that another language must fill, given English: every key, as text. English tells one from
 * many; Chinese does not, so keys ending in `_one` are left out.
 */
export type TranslationOf<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : TranslationOf<T[K]>;
};
