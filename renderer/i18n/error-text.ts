import type { TFunction } from 'i18next';
import { errors } from './en/errors';

/** The codes there are sentences for; the contract's codes, or passing one here does not compile. */
export type ErrorTextCode = keyof typeof errors.sentence;
export type StepName = keyof typeof errors.step;

/** The shape of the contract's `AppError`, seen from parts that know no contract. */
export interface ErrorText<Step extends { step: StepName } = { step: StepName }> {
  code: ErrorTextCode;
  params: Readonly<Record<string, string>>;
  detail: string;
  next: readonly Step[];
}

type ParamName = keyof typeof errors.fallback;
const paramNames = Object.keys(errors.fallback) as ParamName[];

/** The sentence of an error in the language of `t`, which must know the namespace `errors`. */
export function errorSentence(t: TFunction<'errors'>, error: Pick<ErrorText, 'code' | 'params'>): string {
  const values = Object.fromEntries(
    paramNames.map((name) => [name, error.params[name] || t(`fallback.${name}`)]),
  ) as Record<ParamName, string>;
  const { reason, line = '' } = error.params;
  if (error.code === 'dockerfile-error' && line !== '') return t('dockerfileLine', values);
  if (error.code === 'image-in-use' && isOtherReason(reason)) return t(`inUse.${reason}`, values);
  const ofPath = pathProblem(error);
  return ofPath === null ? t(`sentence.${error.code}`, values) : t(`ofPath.${ofPath}`, values);
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
