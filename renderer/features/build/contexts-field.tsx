import { FolderOpen, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../api/api-error';
import { invoke } from '../../api/client';
import { useCapability } from '../../api/engine';
import { lackText } from '../../i18n/error-text';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { TextField } from '../../ui/text-field';
import { contextProblem, type NamedSource } from './build-form';
import { changeForm, useBuildStore } from './build-store';

/** What a Dockerfile finds by name besides its context, a line each; where the builder knows none, why. */
export function ContextsField() {
  const { t } = useTranslation('build');
  const { contexts, builder } = useBuildStore((state) => state.form);
  const { t: tErrors } = useTranslation('errors');
  const capability = useCapability('build-contexts');
  const lack = builder === 'classic' ? t('contexts.classic') : lackText(tErrors, capability);
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-sm font-medium text-muted">{t('contexts.title')}</legend>
      {lack === '' &&
        contexts.map((line, index) => (
          <ContextLine key={line.key} line={line} number={index + 1} lines={contexts} />
        ))}
      <p className="text-sm text-faint">{lack === '' ? t('contexts.hint') : lack}</p>
      <Button size="sm" icon={Plus} disabled={lack !== ''} className="self-start" onClick={addLine}>
        {t('contexts.add')}
      </Button>
    </fieldset>
  );
}

interface LineProps {
  line: NamedSource;
  /** From 1. */
  number: number;
  lines: readonly NamedSource[];
}

function ContextLine({ line, number, lines }: LineProps) {
  const { t } = useTranslation('build');
  const problem = contextProblem(line, lines);
  const said = problem === null ? undefined : t(`contexts.problem.${problem}`);
  const atSource = problem === 'source';
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-lg border border-line p-2">
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('contexts.nameOf', { number })}
            hideLabel
            mono
            placeholder={t('contexts.name')}
            value={line.name}
            error={atSource ? undefined : said}
            onChange={(name) => changeLine(line.key, { name })}
          />
        </div>
        <IconButton
          icon={Trash2}
          label={t('contexts.remove', { number })}
          onClick={() => changeForm({ contexts: lines.filter(({ key }) => key !== line.key) })}
        />
      </div>
      <TextField
        label={t('contexts.sourceOf', { number })}
        hideLabel
        mono
        placeholder={t('contexts.source')}
        value={line.source}
        error={atSource ? said : undefined}
        onChange={(source) => changeLine(line.key, { source })}
        suffix={
          <IconButton
            size="sm"
            icon={FolderOpen}
            label={t('contexts.choose', { number })}
            onClick={() => void chooseSource(line.key)}
          />
        }
      />
    </div>
  );
}

const linesNow = (): readonly NamedSource[] => useBuildStore.getState().form.contexts;

function addLine(): void {
  const key = 1 + Math.max(-1, ...linesNow().map((line) => line.key));
  changeForm({ contexts: [...linesNow(), { key, name: '', source: '' }] });
}

function changeLine(key: number, change: Partial<NamedSource>): void {
  changeForm({ contexts: linesNow().map((line) => (line.key === key ? { ...line, ...change } : line)) });
}

async function chooseSource(key: number): Promise<void> {
  try {
    const source = await invoke('app.chooseFolder');
    if (source !== null) changeLine(key, { source });
  } catch (thrown) {
    useBuildStore.setState({ error: appErrorOf(thrown) });
  }
}
