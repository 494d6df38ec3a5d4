export const build = {} as const;
