import { expect, it } from 'vitest';
import { groupActions, rankActions } from '../../../renderer/features/app/rank-actions';
import type { Action } from '../../../renderer/ui/actions';

function action(title: string, more: Partial<Action> = {}): Action {
  return { id: title, title, run: () => undefined, ...more };
}
const titles = (actions: readonly Action[]) => actions.map((one) => one.title);

const actions = [
  action('Search a registry', { keywords: ['find', 'hub'] }),
  action('Sign in to a registry'),
  action('Images', { group: 'Go to' }),
  action('Pull an image'),
  action('Close', { hidden: true }),
];

it('finds titles that begin with the words before those that only have them', () => {
  expect(titles(rankActions(actions, 'image'))).toEqual(['Images', 'Pull an image']);
  expect(titles(rankActions(actions, 'in'))).toEqual(['Sign in to a registry', 'Search a registry']);
});

it('finds by keywords and headings, and needs every word', () => {
  expect(titles(rankActions(actions, 'hub'))).toEqual(['Search a registry']);
  expect(titles(rankActions(actions, 'go to images'))).toEqual(['Images']);
  expect(rankActions(actions, 'image hub')).toEqual([]);
});

it('lists everything but what is hidden when nothing is typed', () => {
  expect(titles(rankActions(actions, ' '))).toHaveLength(4);
});

it('keeps given headings last', () => {
  const groups = groupActions(
    [action('a', { group: 'Help' }), action('b', { group: 'Image' }), action('c')],
    'Actions',
    ['Actions', 'Help'],
  );
  expect(groups.map((group) => group.name)).toEqual(['Image', 'Actions', 'Help']);
});
