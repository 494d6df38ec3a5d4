import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ContextMenu, DropdownMenu } from 'radix-ui';
import type { MenuAction, MenuItem } from './menu-items';
import { shortcutText } from './shortcut';

/** The parts of Radix that both kinds of menus share. */
type Parts = Pick<
  typeof DropdownMenu | typeof ContextMenu,
  'Item' | 'CheckboxItem' | 'ItemIndicator' | 'Separator' | 'Label'
>;

export function MenuLines({ parts, items }: { parts: Parts; items: readonly MenuItem[] }) {
  return items.map((item, index) => {
    // Lines have no identity of their own and never move while the menu is open.
    const key = `${index}`;
    if (item === 'separator') return <parts.Separator key={key} className="mx-1 my-1 h-px bg-line" />;
    if ('heading' in item) {
      return (
        <parts.Label key={key} className="px-2 pt-1.5 pb-0.5 text-xs font-medium text-faint">
          {item.heading}
        </parts.Label>
      );
    }
    return <Line key={key} parts={parts} item={item} />;
  });
}

function Line({ parts, item }: { parts: Parts; item: MenuAction }) {
  const { label, disabled = false, danger = false, checked } = item;
  const className = clsx(
    'flex min-h-7 items-center gap-2 rounded-md px-2 py-1 outline-none data-[disabled]:opacity-50',
    danger ? 'text-danger data-[highlighted]:bg-danger-soft' : 'data-[highlighted]:bg-hover',
  );
  const onSelect = (event: Event) => {
    if (item.stay) event.preventDefault();
    item.onSelect();
  };
  if (checked === undefined) {
    return (
      <parts.Item disabled={disabled} onSelect={onSelect} textValue={label} className={className}>
        <Content item={item} />
      </parts.Item>
    );
  }
  return (
    <parts.CheckboxItem
      checked={checked}
      disabled={disabled}
      onSelect={onSelect}
      textValue={label}
      className={className}
    >
      <span className="flex w-4 shrink-0 justify-center">
        <parts.ItemIndicator>
          <Check aria-hidden size={14} className="text-accent" />
        </parts.ItemIndicator>
      </span>
      <Content item={item} />
    </parts.CheckboxItem>
  );
}

function Content({ item: { label, icon: Icon, hint, shortcut, danger = false } }: { item: MenuAction }) {
  return (
    <>
      {Icon && <Icon aria-hidden size={14} className={clsx('shrink-0', !danger && 'text-muted')} />}
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate">{label}</span>
        {hint && <span className="text-sm whitespace-normal text-faint">{hint}</span>}
      </span>
      {shortcut && (
        <span aria-hidden className="pl-4 text-sm text-faint">
          {shortcutText(shortcut)}
        </span>
      )}
    </>
  );
}
