// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { Column, ColumnState, TableSort } from '../../../renderer/ui/table-columns';
import { emptySelection } from '../../../renderer/ui/table-selection';
import { VirtualTable, type VirtualTableProps } from '../../../renderer/ui/virtual-table';
import { renderScreen, setUpDom } from '../support/render';

setUpDom();

interface Fruit {
  id: string;
  name: string;
  weight: number;
}

const rows: Fruit[] = Array.from({ length: 10_000 }, (_, index) => ({
  id: `f${index}`,
  name: `fruit ${index}`,
  weight: index,
}));

const columns: Column<Fruit>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 200,
    sortable: true,
    fixed: true,
    grow: true,
    render: (row) => row.name,
  },
  {
    id: 'weight',
    title: 'Weight',
    width: 100,
    sortable: true,
    descendingFirst: true,
    render: (row) => row.weight,
  },
];
const rowKey = (row: Fruit) => row.id;
const rowName = (row: Fruit) => row.name;

function Basket(props: Partial<VirtualTableProps<Fruit>>) {
  const [selection, onSelection] = useState(emptySelection);
  const [columnState, onColumnState] = useState<ColumnState[]>([]);
  const [sort, onSort] = useState<TableSort>({ column: 'name', descending: false });
  return (
    <>
      <VirtualTable
        label="Fruits"
        rows={rows}
        rowKey={rowKey}
        rowName={rowName}
        columns={columns}
        columnState={columnState}
        onColumnState={onColumnState}
        sort={sort}
        onSort={onSort}
        selection={selection}
        onSelection={onSelection}
        {...props}
      />
      <output>{[...selection.keys].join(' ')}</output>
    </>
  );
}

const row = (name: string) => screen.getByRole('row', { name });
/** Also while a menu hides the page from screen readers. */
const chosen = () => screen.getByRole('status', { hidden: true }).textContent;

describe('a table of 10,000 rows', () => {
  it('has only the rows in sight in the document and says how many there are', () => {
    renderScreen(<Basket />);
    const table = screen.getByRole('table', { name: 'Fruits' });
    expect(table.getAttribute('aria-rowcount')).toBe('10001');
    const drawn = within(table).getAllByRole('row').length;
    expect(drawn).toBeGreaterThan(15);
    expect(drawn).toBeLessThan(60);
  });

  it('is walked by keys, which keep the focus on the row', async () => {
    const { user } = renderScreen(<Basket />);
    await user.click(row('fruit 0'));
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(row('fruit 2'));
    expect(row('fruit 2').getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(row('fruit 9999'));
    await user.keyboard('{Home}');
    expect(document.activeElement).toBe(row('fruit 0'));
  });

  it('has one row that Tab leads to', () => {
    renderScreen(<Basket />);
    const reachable = screen.getAllByRole('row').filter((element) => element.tabIndex === 0);
    expect(reachable.map((element) => element.getAttribute('aria-label'))).toEqual(
      [null, 'fruit 0'].slice(1),
    );
  });
});

describe('choosing', () => {
  it('takes ranges with Shift and single rows with Control', async () => {
    const { user } = renderScreen(<Basket />);
    await user.click(row('fruit 1'));
    await user.keyboard('{Shift>}');
    await user.click(row('fruit 3'));
    await user.keyboard('{/Shift}{Control>}');
    await user.click(row('fruit 2'));
    await user.click(row('fruit 6'));
    await user.keyboard('{/Control}');
    expect(chosen()).toBe('f1 f3 f6');
  });

  it('adds a row by its tick, without Control', async () => {
    const { user } = renderScreen(<Basket />);
    await user.click(row('fruit 1'));
    const tick = row('fruit 4').querySelector('[data-mark]');
    if (!tick) throw new Error('the row has no tick');
    await user.click(tick);
    expect(chosen()).toBe('f1 f4');
  });

  it('takes all with Control-A and none with Escape', async () => {
    const { user } = renderScreen(<Basket rows={rows.slice(0, 3)} />);
    await user.click(row('fruit 1'));
    await user.keyboard('{Control>}a{/Control}');
    expect(chosen()).toBe('f0 f1 f2');
    await user.keyboard('{Escape}');
    expect(chosen()).toBe('');
  });

  it('takes all by the tick of the heading', async () => {
    const { user } = renderScreen(<Basket rows={rows.slice(0, 3)} />);
    await user.click(screen.getByRole('checkbox', { name: 'Select all' }));
    expect(chosen()).toBe('f0 f1 f2');
  });
});

describe('opening', () => {
  it('answers to Enter and a double press', async () => {
    const onOpen = vi.fn();
    const { user } = renderScreen(<Basket onOpen={onOpen} />);
    await user.dblClick(row('fruit 2'));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onOpen.mock.calls.map(([opened]) => opened.name)).toEqual(['fruit 2', 'fruit 3']);
  });

  it('offers the menu of the chosen rows', async () => {
    const items = vi.fn((keys: ReadonlySet<string>) => [{ label: `Eat ${keys.size}`, onSelect: vi.fn() }]);
    const { user } = renderScreen(<Basket rowMenu={{ label: 'Fruit', items }} />);
    await user.click(row('fruit 1'));
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    fireEvent.contextMenu(row('fruit 2'));
    expect(await screen.findByRole('menuitem', { name: 'Eat 2' })).toBeDefined();
    await user.keyboard('{Escape}');
    fireEvent.contextMenu(row('fruit 7'));
    expect(await screen.findByRole('menuitem', { name: 'Eat 1' })).toBeDefined();
    expect(chosen()).toBe('f7');
  });
});

describe('columns', () => {
  it('sort by their heading and say so', async () => {
    const { user } = renderScreen(<Basket />);
    const weight = () => screen.getByRole('columnheader', { name: /Weight/ });
    expect(weight().getAttribute('aria-sort')).toBe('none');
    await user.click(screen.getByRole('button', { name: 'Weight' }));
    expect(weight().getAttribute('aria-sort')).toBe('descending');
    await user.click(screen.getByRole('button', { name: 'Weight' }));
    expect(weight().getAttribute('aria-sort')).toBe('ascending');
  });

  it('are hidden and shown again by the menu of the heading', async () => {
    const { user } = renderScreen(<Basket />);
    fireEvent.contextMenu(screen.getByRole('button', { name: 'Weight' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Hide column' }));
    expect(screen.queryByRole('columnheader', { name: /Weight/ })).toBeNull();
    fireEvent.contextMenu(screen.getByRole('button', { name: 'Name' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Weight' }));
    // The menu stays open for further columns and hides the page from screen readers meanwhile.
    expect(screen.getByRole('columnheader', { name: /Weight/, hidden: true })).toBeDefined();
    await user.keyboard('{Escape}');
  });

  it('are resized by keys too', async () => {
    const { user } = renderScreen(<Basket />);
    screen.getByRole('button', { name: 'Weight' }).focus();
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(screen.getByRole('table').style.getPropertyValue('--columns')).toContain('116px');
  });
});

it('says what would be there when there are no rows', () => {
  renderScreen(<Basket rows={[]} empty={<p>No fruit yet</p>} />);
  expect(screen.getByText('No fruit yet')).toBeDefined();
});
