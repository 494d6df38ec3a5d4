import { shortcutParts } from './shortcut';

/** A shortcut as keys, in the platform's own signs. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="inline-flex items-center gap-0.5 font-sans">
      {shortcutParts(keys).map((part) => (
        <span
          key={part}
          className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-xs border border-line-strong bg-raised px-1 text-xs text-muted"
        >
          {part}
        </span>
      ))}
    </kbd>
  );
}
