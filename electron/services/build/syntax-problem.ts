import { type SyntaxCode, syntaxCode } from '../../contract';

/**
 * The code of a finding of the language service; `other` for one that this app does not know yet. The contract lists
 * the codes in the order of dockerfile-utils' `ValidationCode`, which are numbers from 0.
 */
export function syntaxCodeOf(code: unknown): SyntaxCode {
  return (typeof code === 'number' ? syntaxCode.options[code] : undefined) ?? 'other';
}

/**
 * Where the service's messages carry values (dockerfile-utils `Validator.dockerProblems`). It hands out only whole
 * sentences, so the values are read back out of them.
 */
const VALUES: Partial<Record<SyntaxCode, RegExp>> = {
  'base-name-empty': /^base name \((?<value>.*)\) should/s,
  'invalid-escape-directive': /^invalid ESCAPE '(?<value>.*)'\. Must/s,
  'invalid-port': /containerPort: (?<value>.*)$/s,
  'invalid-proto': /proto: (?<value>.*)$/s,
  'invalid-signal': /signal: (?<value>.*)$/s,
  'invalid-syntax': /^parsing "(?<value>.*)": invalid syntax$/s,
  'invalid-destination': /^When using (?<value>\S+) with/s,
  'syntax-missing-equals': /find = in "(?<value>.*)"\. Must/s,
  'syntax-missing-names': /^(?<value>\S+) names/s,
  'syntax-missing-single-quote': /process "(?<value>.*)": unexpected/s,
  'syntax-missing-double-quote': /process "(?<value>.*)": unexpected/s,
  'duplicate-build-stage-name': /^duplicate name (?<value>.*)$/s,
  'invalid-build-stage-name': /build stage: "(?<value>.*)", name/s,
  'flag-at-least-one': /^(?<value>.*) must be at least 1 \(not (?<other>.*)\)$/s,
  'flag-duplicate': /specified: (?<value>.*)$/s,
  'flag-invalid-duration': /invalid duration (?<value>.*)$/s,
  'flag-less-than-1ms': /^Interval "(?<value>.*)" cannot/s,
  'flag-missing-duration': /in duration (?<value>.*)$/s,
  'flag-missing-value': /on flag: (?<value>.*)$/s,
  'flag-unknown-unit': /unknown unit (?<value>.*) in duration (?<other>.*)$/s,
  'flag-invalid-from-value': /flag value (?<value>.*): invalid/s,
  'flag-expected-boolean-value': /for flag (?<value>.*), not: (?<other>.*)$/s,
  'unknown-add-flag': /flag: (?<value>.*)$/s,
  'unknown-copy-flag': /flag: (?<value>.*)$/s,
  'unknown-from-flag': /flag: (?<value>.*)$/s,
  'unknown-healthcheck-flag': /flag: (?<value>.*)$/s,
  'unknown-instruction': /instruction: (?<value>.*)$/s,
  'unknown-type': /type ?"(?<value>.*)"/s,
  'multiple-instructions': /one (?<value>\S+) instruction/s,
  'argument-requires-one': /^(?<value>\S+) requires/s,
  'argument-requires-at-least-one': /^(?<value>\S+) requires/s,
  'argument-requires-two': /^(?<value>\S+) must/s,
  'argument-requires-at-least-two': /^(?<value>\S+) requires/s,
  'argument-unnecessary': /^(?<value>.*) takes no/s,
  'onbuild-trigger-disallowed': /^(?<value>\S+) isn't/s,
  'unsupported-modifier': /process "(?<value>.*)": unsupported modifier \((?<other>.*)\)/s,
};

/** The values of a message, for a sentence in another language. */
export function valuesIn(code: SyntaxCode, message: string): Record<string, string> {
  const { value = '', other = '' } = VALUES[code]?.exec(message)?.groups ?? {};
  return { value, other };
}
