import type { TFunction } from 'i18next';
import type { DockerfileProblem } from '../../../api/contract';

/** The sentence of a problem in the language of `t`. */
export function problemText(t: TFunction<'dockerfile'>, problem: DockerfileProblem): string {
  const { params, message } = problem;
  if (problem.source === 'syntax') {
    const { value = '', other = '' } = params;
    return problem.code === 'other' ? message : t(`syntax.${problem.code}`, { value, other });
  }
  const { tool = '', lists = '', image = '', name = '' } = params;
  return t(`advice.${problem.code}`, { tool, lists, image, name });
}
