import { FolderOpen, Hammer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReferenceCheck } from '../../api/contract';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { IconButton } from '../../ui/icon-button';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { useFilledBox } from '../../ui/use-filled-box';
import { isComplete, missingArgs } from './build-form';
import { changeForm, changeTags, chooseFolder, lookAt, lookAtTyped, useBuildStore } from './build-store';
import { MoreFields } from './more-fields';

type ReferenceRule = NonNullable<ReferenceCheck['problem']>;

/**
 * What a build takes; the folder's own Dockerfile decides which fields there are. The button stands below them in a
 * place of its own: were it the last of them, it would move away under the press that leaves a field and thereby
 * changes what follows.
 */
export function BuildFields({ onStart, canStart }: { onStart: () => void; canStart: boolean }) {
  const { t } = useTranslation('build');
  const { form, job } = useBuildStore();
  const running = job?.state === 'running';
  return (
    <form
      className="flex min-h-0 flex-col border-r border-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (canStart && !running && isComplete(form)) onStart();
      }}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 py-4">
        <LeftOut names={missingArgs(form)} />
        <FolderFields />
        <TagField />
        <DeclaredFields />
        <Checkbox
          label={t('noCache')}
          hint={t('noCacheHint')}
          checked={form.noCache}
          onChange={(noCache) => changeForm({ noCache })}
        />
        <Checkbox
          label={t('pullBase')}
          checked={form.pullBase}
          onChange={(pullBase) => changeForm({ pullBase })}
        />
        <MoreFields />
      </div>
      <div className="shrink-0 border-t border-line px-5 py-3">
        <Button
          type="submit"
          variant="primary"
          icon={Hammer}
          disabled={!canStart || running || !isComplete(form)}
          onClick={(event) => {
            // A build from the cache may be done before the second press of a double click.
            if (event.detail > 1) event.preventDefault();
          }}
        >
          {t('start')}
        </Button>
      </div>
    </form>
  );
}

/** Names of the image; which of them is none, and by which rule, is said where it is written. */
function TagField() {
  const { t } = useTranslation(['build', 'operations']);
  const { form, error } = useBuildStore();
  const { ref, typed } = useFilledBox(form.tags);
  const { reference = '', rule = '' } = error?.code === 'bad-reference' ? error.params : {};
  const broken = rule === '' ? undefined : t(`operations:rules.${rule as ReferenceRule}`);
  return (
    <TextField
      ref={ref}
      label={t('tag')}
      hint={t('tagHint')}
      mono
      value={form.tags}
      error={broken && `${reference}: ${broken}`}
      onChange={(text) => {
        typed(text);
        changeTags(text);
      }}
    />
  );
}

/** A repeated build has no secrets of the one before: they were not written down. */
function LeftOut({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('build');
  if (names.length === 0) return null;
  return (
    <Banner tone="warning" title={t('leftOut.title', { count: names.length })}>
      {t('leftOut.text', { names: names.join(', ') })}
    </Banner>
  );
}

function FolderFields() {
  const { t } = useTranslation('build');
  const { form, context } = useBuildStore();
  const { ref, typed } = useFilledBox(form.dockerfile);
  const candidates = context?.folder === form.folder ? context.dockerfiles : [];
  return (
    <>
      <TextField
        label={t('folder')}
        hint={t('folderHint')}
        mono
        value={form.folder}
        onChange={(folder) => changeForm({ folder })}
        onBlur={() => void lookAtTyped()}
        suffix={
          <IconButton
            label={t('chooseFolder')}
            icon={FolderOpen}
            size="sm"
            onClick={() => void chooseFolder()}
          />
        }
      />
      <TextField
        ref={ref}
        label={t('dockerfile')}
        hint={candidates.length > 1 ? <Candidates names={candidates} /> : t('dockerfileHint')}
        mono
        value={form.dockerfile}
        onChange={(dockerfile) => {
          typed(dockerfile);
          changeForm({ dockerfile });
        }}
        onBlur={() => void lookAtTyped()}
      />
    </>
  );
}

/** The folder's Dockerfiles, one press each. */
function Candidates({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('build');
  const { folder, dockerfile } = useBuildStore((state) => state.form);
  return (
    <fieldset className="mt-1 flex flex-wrap items-center gap-1">
      <legend className="sr-only">{t('candidates')}</legend>
      {names.map((name) => (
        <Button
          key={name}
          size="sm"
          variant={name === dockerfile ? 'secondary' : 'ghost'}
          aria-pressed={name === dockerfile}
          className="font-mono"
          onClick={() => void lookAt(folder, name)}
        >
          {name}
        </Button>
      ))}
    </fieldset>
  );
}

/** What the Dockerfile itself declares: its named stages and its arguments with their defaults. */
function DeclaredFields() {
  const { t } = useTranslation('build');
  const { form, context } = useBuildStore();
  if (context === null) return null;
  const missing = missingArgs(form);
  // A Select cannot hold an empty value, so the last stage has a name that no stage can have.
  const last = '(last)';
  const stages = context.stages.map((stage) => ({ value: stage, label: stage }));
  return (
    <>
      {stages.length > 0 && (
        <Select
          label={t('target')}
          value={form.target === '' ? last : form.target}
          onChange={(target) => changeForm({ target: target === last ? '' : target })}
          options={[{ value: last, label: t('targetAll') }, ...stages]}
        />
      )}
      {context.buildArgs.length > 0 && (
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-1 text-sm font-medium text-muted">{t('buildArgs')}</legend>
          {context.buildArgs.map(({ name, defaultValue }) => (
            <TextField
              key={name}
              label={name}
              mono
              placeholder={defaultValue}
              value={form.buildArgs[name] ?? ''}
              error={missing.includes(name) ? t('leftOut.field') : undefined}
              onChange={(value) => changeForm({ buildArgs: { ...form.buildArgs, [name]: value } })}
            />
          ))}
          <p className="text-sm text-faint">{t('buildArgsHint')}</p>
        </fieldset>
      )}
    </>
  );
}
