import { Command } from 'cmdk';
import type { TFunction } from 'i18next';
import { ChevronRight, Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, useActionList, useActionRegistry } from '../../ui/actions';
import { Kbd } from '../../ui/kbd';
import { type ActionGroup, groupActions, rankActions } from './rank-actions';

/** Every action by its name, and whatever the features find for a text. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-40 flex max-h-[68vh] w-[600px] max-w-[calc(100vw-48px)] -translate-x-1/2 animate-fade flex-col overflow-hidden rounded-xl border border-line-strong bg-surface shadow-[0_16px_48px_rgb(0_0_0/0.28)] outline-none"
        >
          <Dialog.Title className="sr-only">{t('palette.title')}</Dialog.Title>
          <Palette onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** More than this is not read anyway, and each line costs time at every letter. */
const mostShown = 60;

function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  const registry = useActionRegistry();
  const actions = useActionList();
  const [text, setText] = useState('');
  const query = useDeferredValue(text);
  const find = useCallback(
    (wanted: string) => {
      const ranked = rankActions(actions, wanted);
      if (wanted.trim() === '') {
        // What cannot be done now is in the way until it is asked for.
        const possible = ranked.filter((action) => action.disabled === undefined);
        return groupActions(possible, t('group.actions'), usualGroups(t));
      }
      const found = registry.search(wanted.trim());
      return groupActions([...ranked, ...found].slice(0, mostShown), t('group.actions'));
    },
    [actions, registry, t],
  );
  const groups = useMemo(() => find(query), [find, query]);
  const [chosen, setChosen] = useFirstOf(groups, query);
  const run = (action: Action) => {
    if (action.disabled !== undefined) return;
    onClose();
    // After the palette has given the focus back, so that a dialog that opens now may take it.
    setTimeout(action.run);
  };
  /** Whoever types faster than the list follows means what was typed, not what is still shown. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || text === query || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const [first] = possibleOf(find(text));
    if (first) run(first);
  };
  return (
    <Command
      shouldFilter={false}
      loop
      label={t('palette.title')}
      value={chosen}
      onValueChange={setChosen}
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-col"
    >
      <div className="flex h-12 shrink-0 items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden size={16} className="shrink-0 text-faint" />
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={t('palette.placeholder')}
          className="h-full min-w-0 flex-1 bg-transparent text-lg outline-none"
        />
      </div>
      <Command.List label={t('palette.results')} className="min-h-0 flex-1 overflow-y-auto scroll-py-2 p-2">
        <Command.Empty className="px-3 py-8 text-center text-muted">
          {t('palette.empty', { text })}
        </Command.Empty>
        {groups.map(({ name, actions: members }) => (
          <Command.Group
            key={name}
            heading={name}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint"
          >
            {members.map((action) => (
              <Line key={action.id} action={action} onRun={run} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <footer className="flex shrink-0 items-center gap-4 border-t border-line bg-app px-4 py-2 text-sm text-faint">
        <Hint keys={['arrowup', 'arrowdown']} text={t('palette.move')} />
        <Hint keys={['enter']} text={t('palette.run')} />
        <Hint keys={['escape']} text={t('palette.close')} />
      </footer>
    </Command>
  );
}

const possibleOf = (groups: readonly ActionGroup[]): Action[] =>
  groups.flatMap(({ actions }) => actions.filter(({ disabled }) => disabled === undefined));

/**
 * The chosen line: the first that can be run whenever something else was asked. cmdk chooses when the text changes,
 * which is before the list has followed, and then has chosen a line that goes.
 */
function useFirstOf(groups: readonly ActionGroup[], query: string) {
  const [choice, setChoice] = useState({ query, id: '' });
  const ids = possibleOf(groups).map(({ id }) => id);
  const kept = choice.query === query && ids.includes(choice.id);
  return [kept ? choice.id : (ids[0] ?? ''), (id: string) => setChoice({ query, id })] as const;
}

/** With nothing typed, what belongs to the page on screen comes first, then these. */
function usualGroups(t: TFunction<'app'>): string[] {
  return [t('group.actions'), t('group.go'), t('group.engines'), t('group.view'), t('group.help')];
}

function Hint({ keys, text }: { keys: readonly string[]; text: string }) {
  return (
    <span className="flex items-center gap-1.5">
      {keys.map((key) => (
        <Kbd key={key} keys={key} />
      ))}
      {text}
    </span>
  );
}

function Line({ action, onRun }: { action: Action; onRun: (action: Action) => void }) {
  const { icon: Icon = ChevronRight, title, hint, shortcut, disabled } = action;
  return (
    <Command.Item
      value={action.id}
      disabled={disabled !== undefined}
      onSelect={() => onRun(action)}
      className="flex h-9 items-center gap-2.5 rounded-md px-2 data-[disabled=true]:opacity-50 data-[selected=true]:bg-selected"
    >
      <Icon aria-hidden size={15} className="shrink-0 text-muted" />
      <span className="truncate">{title}</span>
      {(disabled ?? hint) && (
        <span className="min-w-0 flex-1 truncate text-sm text-faint">{disabled ?? hint}</span>
      )}
      {shortcut && (
        <span aria-hidden className="ml-auto">
          <Kbd keys={shortcut} />
        </span>
      )}
    </Command.Item>
  );
}
