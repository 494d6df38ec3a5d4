import { KeyRound, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReferenceCheck, RegistryState } from '../../../api/contract';
import { useOperations } from '../../../api/operations';
import { accountFor } from '../../../api/registries';
import { useRequest } from '../../../api/requests';
import { Badge } from '../../../ui/badge';
import { Button } from '../../../ui/button';
import { Checkbox } from '../../../ui/checkbox';
import { registryName } from '../registry-name';

export interface PushRowProps {
  engineId: string;
  reference: string;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  registries: RegistryState | undefined;
}

/** One tag that may be pushed: where it goes, and as whom. */
export function PushRow({ engineId, reference, chosen, onChoose, registries }: PushRowProps) {
  const { t } = useTranslation('operations');
  const { data: check } = useRequest('images.checkReference', { engineId, text: reference });
  return (
    <div className="flex min-w-0 flex-col gap-1 border-b border-line px-3 py-2 last:border-0">
      <div className="flex min-w-0 items-start gap-3">
        <div className="min-w-0 flex-1 font-mono text-sm break-all">
          <Checkbox label={reference} checked={chosen} onChange={onChoose} />
        </div>
        {check?.valid && <Destination check={check} registries={registries} />}
      </div>
      {check && isOfficialName(check) && (
        <p className="pl-6 text-sm text-warning">{t('push.officialName', { name: reference })}</p>
      )}
    </div>
  );
}

/** Docker Hub keeps names without a user for its official images. */
function isOfficialName({ domain, repository }: ReferenceCheck): boolean {
  return domain === 'docker.io' && !repository.replace(/^library\//, '').includes('/');
}

function Destination({
  check,
  registries,
}: {
  check: ReferenceCheck;
  registries: RegistryState | undefined;
}) {
  const { t } = useTranslation('operations');
  return (
    <div className="flex shrink-0 items-center gap-2">
      <span className="text-sm text-muted">{t('push.to', { registry: registryName(check.domain, t) })}</span>
      {registries && <Credentials domain={check.domain} registries={registries} />}
    </div>
  );
}

/** Who the registry will see, or the way to sign in. */
function Credentials({ domain, registries }: { domain: string; registries: RegistryState }) {
  const { t } = useTranslation('operations');
  const open = useOperations((state) => state.open);
  const current = useOperations((state) => state.current);
  const account = accountFor(registries, domain);
  if (!account) {
    return (
      <Button
        size="sm"
        icon={KeyRound}
        onClick={() => open({ kind: 'sign-in', server: domain, ...(current ? { afterwards: current } : {}) })}
      >
        {t('push.signIn')}
      </Button>
    );
  }
  const text =
    account.username === '' ? t('push.signedInUnknown') : t('push.signedIn', { username: account.username });
  return (
    <Badge tone="success" icon={UserRound}>
      {text}
    </Badge>
  );
}
