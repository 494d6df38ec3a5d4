import { SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ImageDetails } from '../../../api/contract';
import { useEngine } from '../../../api/engine';
import { useOperations } from '../../../api/operations';
import { useCommand, useRequest } from '../../../api/requests';
import { routes } from '../../../api/routes';
import { Banner } from '../../../ui/banner';
import { Checkbox } from '../../../ui/checkbox';
import { ConfirmFooter } from '../../../ui/confirm-footer';
import { Dialog } from '../../../ui/dialog';
import { Disclosure } from '../../../ui/disclosure';
import { ErrorView } from '../../../ui/error-view';
import { TextField } from '../../../ui/text-field';
import { emptyRun, type Problems, type RunForm, readForm } from './run-form';

export interface RunDialogProps {
  engineId: string;
  /** Reference or id. */
  image: string;
  /** Stands in the form from the beginning, and runs without the image's entrypoint. */
  command?: string | undefined;
}

/** Asks how a container is to be run, and leads to its terminal. */
export function RunDialog({ engineId, image, command }: RunDialogProps) {
  const { t } = useTranslation('run');
  const close = useOperations((state) => state.close);
  const { connected } = useEngine();
  const [, navigate] = useLocation();
  const details = useRequest('images.details', { engineId, id: image });
  const [form, setForm] = useState<RunForm>(
    command === undefined ? emptyRun : { ...emptyRun, command, withoutEntrypoint: true },
  );
  const { input, problems } = readForm(form, { engineId, image });
  const { mutate, isPending, error } = useCommand('containers.run', {
    onSuccess: ({ containerId }) => {
      close();
      navigate(routes.run(engineId, containerId));
    },
  });
  const wrong = Object.values(problems).some((problem) => problem !== null);
  const edit = (part: Partial<RunForm>) => setForm((before) => ({ ...before, ...part }));
  return (
    <Dialog
      title={t('dialog.title')}
      description={t('dialog.description', { image })}
      onClose={close}
      onSubmit={() => connected && !wrong && !isPending && mutate(input)}
      keepOpen
      footer={
        <ConfirmFooter
          verb={t('run')}
          icon={SquareTerminal}
          onCancel={close}
          disabled={wrong || !connected}
          busy={isPending}
        />
      }
    >
      <div className="flex min-w-0 flex-col gap-4">
        {!connected && <Banner tone="warning">{t('offline')}</Banner>}
        <What form={form} edit={edit} details={details.data} />
        <Disclosure summary={t('dialog.more')}>
          <How form={form} edit={edit} details={details.data} problems={problems} />
        </Disclosure>
        {error && (
          <div ref={bringIntoSight}>
            <ErrorView error={error.appError} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** Below the open options a refusal would stand out of sight. */
const bringIntoSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

interface PartProps {
  form: RunForm;
  edit: (part: Partial<RunForm>) => void;
  /** Undefined until they are known. */
  details: ImageDetails | undefined;
}

function What({ form, edit, details }: PartProps) {
  const { t } = useTranslation('run');
  const own = details ? [...details.entrypoint, ...details.command].join(' ') : '';
  const hasEntrypoint = details !== undefined && details.entrypoint.length > 0;
  const missing = details !== undefined && own === '';
  return (
    <>
      <TextField
        label={t('dialog.command')}
        mono
        optional={!missing}
        value={form.command}
        onChange={(command) => edit({ command })}
        placeholder={missing ? '/bin/sh' : own}
        hint={missing ? t('dialog.commandMissing') : t('dialog.commandHint')}
      />
      {hasEntrypoint && form.command.trim() !== '' && (
        <Checkbox
          label={t('dialog.alone')}
          hint={t('dialog.aloneHint', { entrypoint: details.entrypoint.join(' ') })}
          checked={form.withoutEntrypoint}
          onChange={(withoutEntrypoint) => edit({ withoutEntrypoint })}
        />
      )}
      <TextField
        label={t('dialog.name')}
        optional
        value={form.name}
        onChange={(name) => edit({ name })}
        hint={t('dialog.nameHint')}
      />
    </>
  );
}

function How({ form, edit, details, problems }: PartProps & { problems: Problems }) {
  const { t } = useTranslation('run');
  const lines = (field: keyof Problems, placeholder: string) => (
    <TextField
      label={t(`dialog.${field}`)}
      optional
      multiline
      mono
      rows={2}
      value={form[field]}
      onChange={(text) => edit({ [field]: text })}
      placeholder={placeholder}
      hint={t(`dialog.${field}Hint`)}
      error={problems[field] === null ? undefined : t('dialog.problem', { text: problems[field] })}
    />
  );
  return (
    <div className="flex flex-col gap-4 pt-2">
      {lines('environment', 'LANG=C.UTF-8')}
      {lines('ports', '8080:80')}
      {lines('volumes', '/srv/data:/data:ro')}
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label={t('dialog.user')}
          optional
          value={form.user}
          onChange={(user) => edit({ user })}
          placeholder={details?.user || 'root'}
        />
        <TextField
          label={t('dialog.workingDir')}
          optional
          mono
          value={form.workingDir}
          onChange={(workingDir) => edit({ workingDir })}
          placeholder={details?.workingDir || '/'}
        />
      </div>
    </div>
  );
}
