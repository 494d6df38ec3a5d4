import { useTranslation } from 'react-i18next';
import { useCapability } from '../../api/engine';
import { lackText } from '../../i18n/error-text';
import { Checkbox } from '../../ui/checkbox';
import { Disclosure } from '../../ui/disclosure';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import type { BuildForm } from './build-form';
import { changeForm, useBuildStore } from './build-store';
import { ContextsField } from './contexts-field';

type Builder = BuildForm['builder'];

/** What most builds leave alone. */
export function MoreFields() {
  const { t } = useTranslation('build');
  const { form } = useBuildStore();
  return (
    <Disclosure summary={t('more')}>
      <div className="flex flex-col gap-4 pt-2">
        <BuilderField />
        <TextField
          label={t('platform')}
          hint={t('platformHint')}
          mono
          value={form.platform}
          onChange={(platform) => changeForm({ platform })}
        />
        <TextField
          multiline
          rows={2}
          mono
          label={t('labels')}
          hint={t('labelsHint')}
          value={form.labels}
          onChange={(labels) => changeForm({ labels })}
        />
        <TextField
          label={t('network')}
          hint={t('networkHint')}
          mono
          value={form.network}
          onChange={(network) => changeForm({ network })}
        />
        <BuildkitFields />
        <ContextsField />
        <SquashField />
      </div>
    </Disclosure>
  );
}

function BuilderField() {
  const { t } = useTranslation('build');
  const { t: tErrors } = useTranslation('errors');
  const { builder } = useBuildStore((state) => state.form);
  const buildkit = useCapability('buildkit');
  return (
    <Select
      label={t('builder')}
      hint={buildkit.available ? t('builderHint') : lackText(tErrors, buildkit)}
      value={buildkit.available ? builder : 'classic'}
      disabled={!buildkit.available}
      onChange={(chosen) => changeForm({ builder: chosen as Builder })}
      options={[
        { value: 'auto', label: t('builders.auto') },
        { value: 'buildkit', label: t('builders.buildkit') },
        { value: 'classic', label: t('builders.classic') },
      ]}
    />
  );
}

/** What an earlier build has chosen can be taken back where the engine does not offer it. */
function SquashField() {
  const { t } = useTranslation('build');
  const { squash } = useBuildStore((state) => state.form);
  const { t: tErrors } = useTranslation('errors');
  const capability = useCapability('squash');
  const { available } = capability;
  return (
    <Checkbox
      label={t('squash')}
      hint={available ? t('squashHint') : lackText(tErrors, capability)}
      checked={squash}
      disabled={!available && !squash}
      onChange={(chosen) => changeForm({ squash: chosen })}
    />
  );
}

/** Secrets and the SSH agent reach a build through BuildKit only. */
function BuildkitFields() {
  const { t } = useTranslation('build');
  const { form } = useBuildStore();
  const { available } = useCapability('buildkit');
  if (!available || form.builder === 'classic') return null;
  return (
    <>
      <TextField
        multiline
        rows={2}
        mono
        label={t('secrets')}
        hint={t('secretsHint')}
        value={form.secrets}
        onChange={(secrets) => changeForm({ secrets })}
      />
      <Checkbox
        label={t('ssh')}
        hint={t('sshHint')}
        checked={form.ssh}
        onChange={(ssh) => changeForm({ ssh })}
      />
    </>
  );
}
