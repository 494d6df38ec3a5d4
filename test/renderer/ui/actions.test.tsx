// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { type Action, useActionList, useActionRegistry, useActions } from '../../../renderer/ui/actions';
import { Dialog } from '../../../renderer/ui/dialog';
import { matchesShortcut, shortcutParts } from '../../../renderer/ui/shortcut';
import { renderScreen, setUpDom } from '../support/render';

setUpDom();

function Offer({ actions }: { actions: readonly Action[] }) {
  useActions(actions);
  return null;
}

function List() {
  return <p>{useActionList().map((action) => action.title)}</p>;
}

function Counter() {
  const [count, setCount] = useState(0);
  useActions([{ id: 'count', title: 'Count', shortcut: 'mod+j', run: () => setCount(count + 1) }]);
  return <output>{count}</output>;
}

function Press() {
  const registry = useActionRegistry();
  return (
    <button type="button" onClick={() => registry.press(key('d'))}>
      press
    </button>
  );
}

function Watcher({ drawn }: { drawn: (count: number) => void }) {
  drawn(useActionList().length);
  return null;
}

const key = (text: string, held: Partial<KeyboardEventInit> = {}) =>
  new KeyboardEvent('keydown', { key: text, ...held });

describe('shortcuts', () => {
  it('are exactly the keys that are written', () => {
    expect(matchesShortcut(key('k', { ctrlKey: true }), 'mod+k')).toBe(true);
    expect(matchesShortcut(key('K', { ctrlKey: true, shiftKey: true }), 'mod+k')).toBe(false);
    expect(matchesShortcut(key('k'), 'mod+k')).toBe(false);
    expect(matchesShortcut(key('Delete'), 'delete')).toBe(true);
  });

  it('do not care how a sign is typed', () => {
    expect(matchesShortcut(key('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesShortcut(key('/', { shiftKey: true }), '/')).toBe(true);
  });

  it('are shown in the signs of the platform', () => {
    expect(shortcutParts('mod+shift+p')).toEqual(['Ctrl', 'Shift', 'P']);
    vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
    expect(shortcutParts('mod+shift+p')).toEqual(['⌘', '⇧', 'P']);
  });
});

describe('actions', () => {
  it('run by their shortcut while they are on screen', async () => {
    const run = vi.fn();
    const { user, rerender } = renderScreen(
      <Offer actions={[{ id: 'a', title: 'A', shortcut: 'mod+j', run }]} />,
    );
    await user.keyboard('{Control>}j{/Control}');
    expect(run).toHaveBeenCalledTimes(1);
    rerender(<p />);
    await user.keyboard('{Control>}j{/Control}');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('leave letters to text boxes, but not their shortcuts with Control', async () => {
    const plain = vi.fn();
    const held = vi.fn();
    const { user } = renderScreen(
      <>
        <Offer
          actions={[
            { id: 'a', title: 'A', shortcut: '/', run: plain },
            { id: 'b', title: 'B', shortcut: 'mod+k', run: held },
          ]}
        />
        <input aria-label="text" />
      </>,
    );
    await user.type(screen.getByRole('textbox'), '/');
    await user.keyboard('{Control>}k{/Control}');
    expect(plain).not.toHaveBeenCalled();
    expect(held).toHaveBeenCalledTimes(1);
  });

  it('rest while a dialog is open', async () => {
    const run = vi.fn();
    const { user } = renderScreen(
      <>
        <Offer actions={[{ id: 'a', title: 'A', shortcut: 'mod+j', run }]} />
        <Dialog title="Ask" onClose={vi.fn()}>
          text
        </Dialog>
      </>,
    );
    await user.keyboard('{Control>}j{/Control}');
    expect(run).not.toHaveBeenCalled();
  });

  it('always run what was rendered last, and are listed anew only when something shows', async () => {
    const drawn = vi.fn();
    const { user } = renderScreen(
      <>
        <Watcher drawn={drawn} />
        <Counter />
      </>,
    );
    const before = drawn.mock.calls.length;
    await user.keyboard('{Control>}jj{/Control}');
    expect(screen.getByRole('status').textContent).toBe('2');
    expect(drawn.mock.calls.length).toBe(before);
  });

  it('are replaced by a newer one with the same id, and come back', () => {
    const one: Action = { id: 'refresh', title: 'Refresh all', run: vi.fn() };
    const other: Action = { id: 'refresh', title: 'Refresh images', run: vi.fn() };
    const { rerender } = renderScreen(
      <>
        <Offer actions={[one]} />
        <Offer actions={[other]} />
        <List />
      </>,
    );
    expect(screen.getByText('Refresh images')).toBeDefined();
    rerender(
      <>
        <Offer actions={[one]} />
        <Offer actions={[]} />
        <List />
      </>,
    );
    expect(screen.queryByText('Refresh images')).toBeNull();
  });

  it('say why they cannot run instead of running', async () => {
    const run = vi.fn();
    const { user } = renderScreen(
      <>
        <Offer actions={[{ id: 'd', title: 'D', shortcut: 'd', disabled: 'nothing is chosen', run }]} />
        <Press />
      </>,
    );
    await user.click(screen.getByRole('button', { name: 'press' }));
    expect(run).not.toHaveBeenCalled();
  });
});
