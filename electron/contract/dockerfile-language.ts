import { z } from 'zod';

/** A place in a text: both 0-based, characters in UTF-16 units as editors count them. */
export const textPosition = z.object({ line: z.number().int().min(0), character: z.number().int().min(0) });
export type TextPosition = z.infer<typeof textPosition>;

/** What the language service finds wrong (dockerfile-utils `ValidationCode`, in kebab case and in its order, which is its numbers). */
export const syntaxCode = z.enum([
  'casing-instruction',
  'casing-directive',
  'argument-missing',
  'argument-extra',
  'argument-requires-one',
  'argument-requires-at-least-one',
  'argument-requires-two',
  'argument-requires-at-least-two',
  'argument-requires-one-or-three',
  'argument-unnecessary',
  'duplicate-build-stage-name',
  'empty-continuation-line',
  'invalid-build-stage-name',
  'flag-at-least-one',
  'flag-duplicate',
  'flag-invalid-duration',
  'flag-less-than-1ms',
  'flag-missing-duration',
  'flag-missing-value',
  'flag-unknown-unit',
  'no-source-image',
  'invalid-escape-directive',
  'invalid-as',
  'invalid-destination',
  'invalid-port',
  'invalid-proto',
  'invalid-reference-format',
  'invalid-signal',
  'invalid-syntax',
  'onbuild-chaining-disallowed',
  'onbuild-trigger-disallowed',
  'shell-json-form',
  'shell-requires-one',
  'syntax-missing-equals',
  'syntax-missing-names',
  'syntax-missing-single-quote',
  'syntax-missing-double-quote',
  'multiple-instructions',
  'unknown-instruction',
  'unknown-add-flag',
  'unknown-copy-flag',
  'unknown-from-flag',
  'unknown-healthcheck-flag',
  'unknown-type',
  'unsupported-modifier',
  'deprecated-maintainer',
  'healthcheck-cmd-argument-missing',
  'flag-invalid-from-value',
  'flag-expected-boolean-value',
  'json-in-single-quotes',
  'workdir-is-not-absolute',
  'base-name-empty',
  'duplicated-escape-directive',
  /** One that this list does not know yet; its sentence is the service's own. */
  'other',
]);
export type SyntaxCode = z.infer<typeof syntaxCode>;

/** What would build and could be better. */
export const adviceCode = z.enum([
  'copy-before-install',
  'apt-not-cleaned',
  'apt-update-alone',
  'apk-cache-kept',
  'pip-cache-kept',
  'latest-base',
  'secret-in-arg',
  'secret-in-env',
  'shell-form-entrypoint',
  'shell-form-cmd',
  'add-instead-of-copy',
  'no-user',
  'no-healthcheck',
]);
export type AdviceCode = z.infer<typeof adviceCode>;

const problem = {
  from: textPosition,
  to: textPosition,
  severity: z.enum(['error', 'warning', 'hint']),
  /** Values for the sentence; `value` and `other` of syntax problems, named ones of advice. */
  params: z.record(z.string(), z.string()),
  /** The service's own English sentence; empty for advice. */
  message: z.string(),
};

/** Something that an editor marks in a Dockerfile. */
export const dockerfileProblem = z.discriminatedUnion('source', [
  z.object({ source: z.literal('syntax'), code: syntaxCode, ...problem }),
  z.object({ source: z.literal('advice'), code: adviceCode, ...problem }),
]);
export type DockerfileProblem = z.infer<typeof dockerfileProblem>;

/** What may stand at a place. */
export const completion = z.object({
  label: z.string(),
  /** What it means, in a few words or none. */
  detail: z.string(),
  /** Replaces the text between the two places. */
  insert: z.string(),
  from: textPosition,
  to: textPosition,
  kind: z.enum(['keyword', 'value', 'variable']),
});
export type Completion = z.infer<typeof completion>;

const text = z.string().max(2_000_000);
const place = z.object({ text, position: textPosition });

/** Requests of the Dockerfile's language; they read nothing but the text that they are given. */
export const dockerfileLanguageRequests = {
  /** Problems in the order of the text. */
  'dockerfile.check': { input: z.object({ text }), output: z.array(dockerfileProblem) },
  'dockerfile.complete': { input: place, output: z.array(completion) },
  /** Plain text about the word at a place; empty when there is nothing to say. */
  'dockerfile.hover': { input: place, output: z.string() },
} as const;
