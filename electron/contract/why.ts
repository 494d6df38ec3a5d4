import { z } from 'zod';

/** What an engine, or its builder, lacks. */
export const lackCode = z.enum([
  'needs-api',
  'single-tag-pulls',
  'builds-with-buildah',
  'windows-without-buildkit',
  'containerd-cannot-squash',
  'squash-needs-experimental',
]);

/**
 * What exactly went wrong, where no engine, registry or system has said it but the app itself. The renderer owns
 * the sentence of each in each language, filled with the error's `params`; the error's `detail` is then the same in
 * English, for terminals and logs.
 */
export const why = z.enum([
  ...lackCode.options,
  'one-context-only',
  'contexts-cannot-squash',
  'network-not-in-buildkit',
  'secret-too-long',
  'bad-ignore-pattern',
  'no-answer-within',
  'no-answer-in-time',
  'helper-missing',
  'helper-unusable',
  'is-a-folder',
  'not-a-file',
  'not-utf8',
  'too-long-to-read',
  'dangling-link',
  'not-json',
  'no-image-in-archive',
  'several-images',
  'image-not-in-archive',
  'layer-not-in-archive',
  'not-a-tar',
  'no-manifest',
  'archive-cut-off',
  'archive-too-large',
  'bad-document',
  'contents-removed',
  'tree-closed',
  'reading-broke-off',
  'engine-sent-nothing',
  'image-needs-engine',
  'answer-cut-off',
  'unexpected-answer',
  'engine-versions',
  'context-missing',
  'engine-gone',
  'terminal-gone',
  'container-not-ours',
  'open-quote',
  'job-running',
  'job-gone',
  'build-gone',
  'nothing-to-search',
  'not-a-registry',
  'tag-with-digest',
  'no-token-server',
  'no-token',
]);
export type Why = z.infer<typeof why>;

/** Why an engine cannot do something, with the values of its sentence. */
export const lack = z.object({ why: lackCode, params: z.record(z.string(), z.string()) });
export type Lack = z.infer<typeof lack>;
