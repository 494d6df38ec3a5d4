// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Dialog } from '../../../renderer/ui/dialog';
import { Select } from '../../../renderer/ui/select';
import { findByLetters } from '../../../renderer/ui/select-keys';
import { renderScreen, setUpDom } from '../support/render';

setUpDom();

const options = [
  { value: 'amd64', label: 'linux/amd64' },
  { value: 'arm64', label: 'linux/arm64', hint: 'Raspberry Pi' },
  { value: 'riscv', label: 'riscv64', disabled: true },
  { value: 'windows', label: 'windows/amd64' },
] as const;
type Value = (typeof options)[number]['value'];

function Platform({ onChange }: { onChange?: (value: Value) => void }) {
  const [value, setValue] = useState<Value>('amd64');
  return (
    <Select
      label="Platform"
      value={value}
      onChange={(next) => {
        setValue(next);
        onChange?.(next);
      }}
      options={options}
    />
  );
}

const box = () => screen.getByRole('combobox', { name: 'Platform' });
const marked = () => document.getElementById(box().getAttribute('aria-activedescendant') ?? '');

describe('a box that chooses one', () => {
  it('shows what is chosen and its list on a press', async () => {
    const { user } = renderScreen(<Platform />);
    expect(box().textContent).toBe('linux/amd64');
    await user.click(box());
    expect(screen.getByRole('option', { name: 'linux/amd64', selected: true })).toBeDefined();
    await user.click(screen.getByRole('option', { name: 'windows/amd64' }));
    expect(box().textContent).toBe('windows/amd64');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('is used by keys, with the focus on the box', async () => {
    const { user } = renderScreen(<Platform />);
    await user.tab();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(box());
    expect(marked()?.textContent).toContain('linux/arm64');
    await user.keyboard('{Enter}');
    expect(box().textContent).toBe('linux/arm64');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('finds by typed letters', async () => {
    const { user } = renderScreen(<Platform />);
    await user.tab();
    await user.keyboard('win{Enter}');
    expect(box().textContent).toBe('windows/amd64');
  });

  it('does not choose what cannot be chosen', async () => {
    const onChange = vi.fn();
    const { user } = renderScreen(<Platform onChange={onChange} />);
    await user.tab();
    await user.keyboard('ris{Enter}');
    await user.click(screen.getByRole('option', { name: 'riscv64' }));
    expect(onChange).not.toHaveBeenCalled();
  });

  it('closes alone by Escape when it stands in a dialog', async () => {
    const onClose = vi.fn();
    const { user } = renderScreen(
      <Dialog title="Pull image" onClose={onClose}>
        <Platform />
      </Dialog>,
    );
    await user.click(box());
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(onClose).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

it('goes round when letters are looked for', () => {
  const texts = ['alpine', 'busybox', 'Alma'];
  expect(findByLetters(texts, 'al', 0)).toBe(0);
  expect(findByLetters(texts, 'al', 1)).toBe(2);
  expect(findByLetters(texts, 'a', 3)).toBe(0);
  expect(findByLetters(texts, 'z', 0)).toBe(-1);
});
