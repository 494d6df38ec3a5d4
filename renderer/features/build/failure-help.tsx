import { useTranslation } from 'react-i18next';
import type { BuildFailure, BuildSpec } from '../../api/contract';
import { Button } from '../../ui/button';
import { showFailedLine } from './build-store';

/** What usually helps with a failed step, and the way to its line. */
export function FailureHelp({ spec, failure }: { spec: BuildSpec; failure: BuildFailure }) {
  const { t } = useTranslation('build');
  const { path = '', file = '', line = '', pattern = '', secret = '' } = failure.params;
  return (
    <div className="flex items-start gap-3">
      <p className="min-w-0 flex-1 break-words text-muted">
        <span className="font-medium text-fg">{t('helps')}</span>
        {t(`help.${failure.help}`, {
          command: failure.params.command || t('someProgram'),
          path,
          file,
          line,
          pattern,
          secret,
        })}
      </p>
      {failure.lines !== null && (
        <Button size="sm" onClick={() => void showFailedLine(spec)}>
          {t('atLine', { line: failure.lines.from + 1 })}
        </Button>
      )}
    </div>
  );
}
