import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../../ui/skeleton';

const lines = ['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5', 'w-1/3', 'w-3/4'];

/** The overview that is on its way. */
export function DetailsSkeleton() {
  const { t } = useTranslation('images');
  return (
    <div aria-busy="true" className="flex flex-col gap-4 p-4">
      <p role="status" className="sr-only">
        {t('details.loading')}
      </p>
      <Skeleton className="h-16 rounded-lg" />
      {lines.map((width) => (
        <div key={width} className="flex gap-4">
          <Skeleton className="h-3.5 w-24" />
          <div className="min-w-0 flex-1">
            <Skeleton className={`h-3.5 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
