import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RegistryState } from '../../api/contract';
import { useCommand } from '../../api/requests';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ErrorView } from '../../ui/error-view';

/** Where a password will be kept; a warning when everyone who reads the config file can read it. */
export function KeptIn({ registries }: { registries: RegistryState }) {
  const { t } = useTranslation('registries');
  const { newStorage, configFile } = registries;
  if (newStorage !== 'file') {
    return (
      <p className="flex items-center gap-1.5 text-sm text-muted">
        <ShieldCheck aria-hidden size={14} className="shrink-0 text-success" />
        {t('signIn.keptIn', { helper: newStorage })}
      </p>
    );
  }
  return (
    <Banner tone="warning" title={t('signIn.plainTitle')}>
      <div className="flex flex-col items-start gap-2">
        <span className="wrap-anywhere">{t('signIn.plainBody', { file: configFile })}</span>
        <HelperHelp />
      </div>
    </Banner>
  );
}

/** Opens the documentation of credential helpers in the person's browser. */
export function HelperHelp() {
  const { t } = useTranslation('registries');
  const help = useCommand('app.openHelp');
  return (
    <>
      <Button size="sm" onClick={() => help.mutate({ page: 'credential-helpers' })}>
        {t('signIn.plainHelp')}
      </Button>
      {help.error && <ErrorView error={help.error.appError} />}
    </>
  );
}
