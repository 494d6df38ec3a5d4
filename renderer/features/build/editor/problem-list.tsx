import { clsx } from 'clsx';
import { CircleAlert, Lightbulb, type LucideIcon, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DockerfileProblem } from '../../../api/contract';
import { useTexts } from '../../../i18n/use-texts';
import { problemText } from './problem-text';

const looks: Record<DockerfileProblem['severity'], { icon: LucideIcon; tone: string }> = {
  error: { icon: CircleAlert, tone: 'text-danger' },
  warning: { icon: TriangleAlert, tone: 'text-warning' },
  hint: { icon: Lightbulb, tone: 'text-info' },
};

interface Props {
  problems: readonly DockerfileProblem[];
  onChoose: (problem: DockerfileProblem) => void;
}

/** What was found, in the order of the text; a press leads there. */
export function ProblemList({ problems, onChoose }: Props) {
  const { t } = useTranslation('dockerfile');
  if (problems.length === 0) {
    return <p className="shrink-0 px-1 text-sm text-muted">{t('edit.noProblems')}</p>;
  }
  return (
    <ul
      aria-label={t('edit.problems')}
      className="max-h-40 shrink-0 overflow-y-auto rounded-lg border border-line bg-raised"
    >
      {problems.map((problem) => (
        <ProblemRow
          key={`${problem.from.line} ${problem.from.character} ${problem.code} ${problem.params.name ?? ''}`}
          problem={problem}
          onChoose={onChoose}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  problem: DockerfileProblem;
  onChoose: (problem: DockerfileProblem) => void;
}

/** A long Dockerfile has hundreds, and most of them are the same after a key is pressed. */
const ProblemRow = memo(function ProblemRow({ problem, onChoose }: RowProps) {
  const { t } = useTexts('dockerfile');
  const { icon: Icon, tone } = looks[problem.severity];
  return (
    <li>
      <button
        type="button"
        onClick={() => onChoose(problem)}
        className="flex w-full items-start gap-2.5 px-3 py-1 text-left hover:bg-hover"
      >
        <Icon
          aria-label={t(`edit.severity.${problem.severity}`)}
          size={14}
          className={clsx('mt-0.5 shrink-0', tone)}
        />
        <span className="min-w-0 flex-1 break-words">{problemText(t, problem)}</span>
        <span className="shrink-0 text-sm text-faint tabular-nums">
          {t('edit.line', { line: problem.from.line + 1 })}
        </span>
      </button>
    </li>
  );
});
