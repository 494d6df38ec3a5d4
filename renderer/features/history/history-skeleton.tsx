import { Skeleton } from '../../ui/skeleton';

const lines = ['w-3/4', 'w-1/2', 'w-2/3', 'w-1/3', 'w-3/5'];

/** Steps that are on their way. */
export function HistorySkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col px-4 py-3">
      {lines.map((width) => (
        <div key={width} className="flex items-start gap-3 border-b border-line py-3">
          <Skeleton className="size-3.5" />
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <Skeleton className={`h-3.5 ${width}`} />
            <Skeleton className="h-3 w-24" />
          </div>
          <Skeleton className="h-3.5 w-14" />
        </div>
      ))}
    </div>
  );
}
