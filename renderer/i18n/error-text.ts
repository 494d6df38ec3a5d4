import type { TFunction } from 'i18next';
import { errors } from './en/errors';

/** The codes there are sentences for; the contract's codes, or passing one here does not compile. */
export type ErrorTextCode = keyof typeof errors.sentence;
export type WhyCode = keyof typeof errors.why;
/** The names between braces in a text. */
type PlaceIn<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | PlaceIn<Rest>
  : never;
export type StepName = keyof typeof errors.step;

/** The shape of the contract's `AppError`, seen from parts that know no contract. */
export interface ErrorText<Step extends { step: StepName } = { step: StepName }> {
  code: ErrorTextCode;
  params: Readonly<Record<string, string>>;
  detail: string;
  /** Said by the app itself: `detail` is the same in English, for others than people. */
  why?: WhyCode | undefined;
  next: readonly Step[];
}

type ParamName = keyof typeof errors.fallback;
const paramNames = Object.keys(errors.fallback) as ParamName[];

/** The sentence of an error in the language of `t`, which must know the namespace `errors`. */
export function errorSentence(
  t: TFunction<'errors'>,
  error: Pick<ErrorText, 'code' | 'params' | 'why'>,
): string {
  if (saysItAll(error)) return whyText(t, error.why, error.params);
  const values = Object.fromEntries(
    paramNames.map((name) => [name, error.params[name] || t(`fallback.${name}`)]),
  ) as Record<ParamName, string>;
  const { reason, line = '' } = error.params;
  if (error.code === 'dockerfile-error' && line !== '') return t('dockerfileLine', values);
  if (error.code === 'image-in-use' && isOtherReason(reason)) return t(`inUse.${reason}`, values);
  const ofPath = pathProblem(error);
  return ofPath === null ? t(`sentence.${error.code}`, values) : t(`ofPath.${ofPath}`, values);
}

/**
 * What happened more exactly: the app's own sentence in the language of `t`, else the other side's words as they
 * are. Empty when the sentence of the error has said all.
 */
export function errorRemark(
  t: TFunction<'errors'>,
  error: Pick<ErrorText, 'code' | 'why' | 'params' | 'detail'>,
): string {
  if (saysItAll(error)) return '';
  return error.why === undefined ? error.detail : whyText(t, error.why, error.params);
}

/** Codes whose own sentence tells less than what the app knows: it would only repeat it, or speak of an image. */
const vague: ReadonlySet<ErrorTextCode> = new Set(['not-found', 'bad-input', 'timeout']);

function saysItAll<E extends Pick<ErrorText, 'code' | 'why'>>(error: E): error is E & { why: WhyCode } {
  return error.why !== undefined && vague.has(error.code);
}

/** The app's own sentence for what went wrong or is missing. */
export function whyText(
  t: TFunction<'errors'>,
  why: WhyCode,
  params: Readonly<Record<string, string>>,
): string {
  // Whoever throws it gives the values that its sentence has places for.
  return t(`why.${why}`, params as Record<PlaceIn<(typeof errors.why)[WhyCode]>, string>);
}

/** Why an engine cannot do something; empty when nothing is known of it, and when it can. */
export function lackText(
  t: TFunction<'errors'>,
  { lack }: { lack: { why: WhyCode; params: Readonly<Record<string, string>> } | null },
): string {
  return lack === null ? '' : whyText(t, lack.why, lack.params);
}

/** Of an error that names a path and nothing else: what is wrong with it. */
function pathProblem({
  code,
  params,
}: Pick<ErrorText, 'code' | 'params'>): keyof typeof errors.ofPath | null {
  const { path = '', reference = '', reason } = params;
  if (path === '' || reference !== '') return null;
  if (code === 'not-found') return 'not-found';
  const known = code === 'bad-input' && reason !== undefined && Object.hasOwn(errors.ofPath, reason);
  return known ? (reason as keyof typeof errors.ofPath) : null;
}

function isOtherReason(reason: string | undefined): reason is keyof typeof errors.inUse {
  return reason !== undefined && Object.hasOwn(errors.inUse, reason);
}
