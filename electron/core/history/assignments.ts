import { longestPrefix } from './go-values';

/** `KEY=value` pairs of ENV, LABEL and ARG: history has them without the quotes that kept them apart. */
export interface Assignment {
  key: string;
  /** Null for an ARG without a value. */
  value: string | null;
}

const boundary = / (?=[A-Za-z_][A-Za-z0-9_./-]*=)/;
const bareArgument = / (?=[A-Z_][A-Z0-9_]*(?: |$))/;
const plainWord = /^[A-Za-z0-9_./:@%+,=~^*!?&;|(){}[\]<>-]+$/;
const plainKey = /^[A-Za-z0-9_.-]+$/;

function toAssignment(text: string): Assignment {
  const equals = text.indexOf('=');
  if (equals < 0) return { key: text, value: null };
  return { key: text.slice(0, equals), value: text.slice(equals + 1) };
}

/**
 * Takes `A=hello world B=c` apart. `known` are `KEY=value` entries of the image's own configuration:
 * where one of them stands in the text it is taken whole, so spaces and equals signs inside values survive.
 * Everything else is cut before the next word that looks like `KEY=`.
 */
export function splitAssignments(text: string, known: string[]): Assignment[] {
  const found: Assignment[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const whole = longestPrefix(rest, known);
    const cut = boundary.exec(rest)?.index ?? rest.length;
    const part = whole ?? rest.slice(0, cut);
    found.push(toAssignment(part));
    rest = rest.slice(part.length).trimStart();
  }
  return found;
}

/** `ARG A=1 B C=x y`: like `splitAssignments`, and upper-case words alone are arguments without a value. */
export function splitArguments(text: string): Assignment[] {
  return splitAssignments(text, []).flatMap(({ key, value }) => {
    const [first = '', ...bare] = (value === null ? key : `${key}=${value}`).split(bareArgument);
    return [first, ...bare].map((part) => toAssignment(part.trim()));
  });
}

/** A value as a Dockerfile must write it to mean the same text: quoted and escaped only where needed. */
export function quoteValue(value: string): string {
  if (plainWord.test(value)) return value;
  return `"${value.replace(/[\\"$]/g, '\\$&').replace(/\r?\n/g, '\\n')}"`;
}

/** `KEY=value` as a Dockerfile writes it. */
export function formatAssignment({ key, value }: Assignment): string {
  const name = plainKey.test(key) ? key : quoteValue(key);
  return value === null ? name : `${name}=${quoteValue(value)}`;
}

/**
 * Undoes quotes that the builder copied from the Dockerfile (Buildah does): `A="x y"` where the image
 * has `A=x y`. A value that really contains quotes stays, because then the image has it so.
 */
export function unquoteKnown(assignment: Assignment, known: string[]): Assignment {
  const inner = /^(["'])(.*)\1$/s.exec(assignment.value ?? '')?.[2];
  if (inner === undefined || known.includes(`${assignment.key}=${assignment.value}`)) return assignment;
  return { key: assignment.key, value: inner.replace(/\\(["\\$])/g, '$1') };
}
