import type { LucideIcon } from 'lucide-react';
import { Container, Layers2, Tag, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { RemovePreview } from '../../../api/contract';
import { useOperations } from '../../../api/operations';
import { shortId } from '../../../format/ids';
import { useFormat } from '../../../i18n/use-format';
import { Badge } from '../../../ui/badge';
import { Button } from '../../../ui/button';
import { Chip } from '../../../ui/chip';
import { ScrollBox } from '../scroll-box';

export interface RemovePreviewViewProps {
  preview: RemovePreview;
  /** What to call a target that is an image id. */
  nameOf: (target: string) => string;
  /** Address of the containers that use a target; without it there is no way to them. */
  containersOf?: (target: string) => string | null;
}

/** Exactly what is untagged, what is deleted and what cannot go. */
export function RemovePreviewView({ preview, nameOf, containersOf }: RemovePreviewViewProps) {
  const { t } = useTranslation('operations');
  const { untagged, deleted, blocked } = preview;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {blocked.length > 0 && (
        <Group
          icon={TriangleAlert}
          tone="text-warning"
          title={t('remove.blocked', { count: blocked.length })}
        >
          {blocked.map((item) => (
            <BlockedRow
              key={item.target}
              item={item}
              name={item.reference ?? nameOf(item.target)}
              address={containersOf?.(item.target) ?? null}
            />
          ))}
        </Group>
      )}
      {untagged.length > 0 && (
        <Group icon={Tag} title={t('remove.untagged', { count: untagged.length })}>
          <div className="flex flex-wrap gap-1.5 px-3 py-2">
            {untagged.map((reference) => (
              <Chip key={reference} text={reference} whole className="font-mono" />
            ))}
          </div>
        </Group>
      )}
      {deleted.length > 0 && (
        <Group icon={Layers2} title={t('remove.deleted', { count: deleted.length })}>
          {deleted.map((image) => (
            <DeletedRow key={image.id} image={image} />
          ))}
        </Group>
      )}
    </div>
  );
}

interface GroupProps {
  icon: LucideIcon;
  title: string;
  tone?: string;
  children: ReactNode;
}

function Group({ icon: Icon, title, tone = 'text-muted', children }: GroupProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <h3 className="flex items-center gap-1.5 text-sm font-medium">
        <Icon aria-hidden size={14} className={tone} />
        {title}
      </h3>
      <ScrollBox label={title}>{children}</ScrollBox>
    </div>
  );
}

function DeletedRow({ image }: { image: RemovePreview['deleted'][number] }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const name = image.references.join(', ');
  return (
    <div className="flex min-w-0 items-baseline gap-3 border-b border-line px-3 py-1.5 last:border-0">
      <span className="shrink-0 font-mono text-sm">{shortId(image.id)}</span>
      <span className="min-w-0 flex-1 break-all text-sm text-muted">
        {name === '' ? t('remove.unnamed') : name}
      </span>
      <span className="shrink-0 text-sm text-muted">{format.size(image.sizeBytes)}</span>
    </div>
  );
}

interface BlockedRowProps {
  item: RemovePreview['blocked'][number];
  name: string;
  /** Where its containers are shown. */
  address: string | null;
}

function BlockedRow({ item, name, address }: BlockedRowProps) {
  const { t } = useTranslation('operations');
  const used = item.reason === 'has-children' && item.containers.length > 0;
  const reasons = [
    t(`remove.staysBecause.${item.reason}`),
    ...(used ? [t('remove.staysBecause.running-container')] : []),
    ...(item.forceHelps ? [] : [t('remove.forceNoHelp')]),
  ];
  return (
    <div className="flex min-w-0 flex-col gap-1 border-b border-line px-3 py-2 last:border-0">
      <span className="font-mono text-sm break-all">{name}</span>
      {reasons.map((reason) => (
        <span key={reason} className="text-sm text-muted">
          {reason}
        </span>
      ))}
      {item.containers.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5">
          {item.containers.map((container) => (
            <Badge
              key={container.id}
              icon={Container}
              tone={container.state === 'running' ? 'warning' : 'neutral'}
            >
              {container.name} · {container.state}
            </Badge>
          ))}
          {address !== null && <ContainersLink address={address} />}
        </div>
      )}
    </div>
  );
}

/** Leaves the dialog for the containers that stand in the way. */
function ContainersLink({ address }: { address: string }) {
  const { t } = useTranslation('operations');
  const [, navigate] = useLocation();
  const close = useOperations((state) => state.close);
  return (
    <Button
      size="sm"
      variant="ghost"
      className="text-accent!"
      onClick={() => {
        close();
        navigate(address);
      }}
    >
      {t('remove.showContainers')}
    </Button>
  );
}
