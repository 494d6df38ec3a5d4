// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { AppError, NextStep } from '../../../electron/contract';
import { Chip } from '../../../renderer/ui/chip';
import { CodeView } from '../../../renderer/ui/code-view';
import { ConfirmFooter } from '../../../renderer/ui/confirm-footer';
import { CopyableId } from '../../../renderer/ui/copyable-id';
import { Dialog } from '../../../renderer/ui/dialog';
import { ErrorView } from '../../../renderer/ui/error-view';
import { highlight } from '../../../renderer/ui/highlighted-command';
import { Menu } from '../../../renderer/ui/menu';
import { ProgressBar } from '../../../renderer/ui/progress-bar';
import { SearchField } from '../../../renderer/ui/search-field';
import { SplitPane } from '../../../renderer/ui/split-pane';
import { TextField } from '../../../renderer/ui/text-field';
import { renderScreen, setUpDom } from '../support/render';

setUpDom();

function Ask({ onSubmit, onClose }: { onSubmit: () => void; onClose: () => void }) {
  const [text, setText] = useState('');
  return (
    <Dialog
      title="Pull image"
      description="From a registry"
      onClose={onClose}
      onSubmit={onSubmit}
      footer={<ConfirmFooter verb="Pull" onCancel={onClose} />}
    >
      <TextField label="Image reference" value={text} onChange={setText} />
    </Dialog>
  );
}

function Search({ onLeave }: { onLeave?: () => void }) {
  const [text, setText] = useState('');
  return (
    <SearchField
      label="Search images"
      value={text}
      onChange={setText}
      primary
      {...(onLeave ? { onLeave } : {})}
    />
  );
}

describe('a dialog', () => {
  it('is named by its title and begins in its text box', () => {
    renderScreen(<Ask onSubmit={vi.fn()} onClose={vi.fn()} />);
    expect(screen.getByRole('dialog', { name: 'Pull image', description: 'From a registry' })).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Image reference' }));
  });

  it('is confirmed by Enter and by its verb, and left by Escape and Cancel', async () => {
    const onSubmit = vi.fn();
    const onClose = vi.fn();
    const { user } = renderScreen(<Ask onSubmit={onSubmit} onClose={onClose} />);
    await user.keyboard('nginx{Enter}');
    await user.click(screen.getByRole('button', { name: 'Pull' }));
    expect(onSubmit).toHaveBeenCalledTimes(2);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(2);
  });
});

describe('a text field', () => {
  it('is described by its error and its hint', () => {
    renderScreen(
      <TextField label="Server" value="" onChange={vi.fn()} hint="Host and port" error="Write a server" />,
    );
    const box = screen.getByRole('textbox', { name: 'Server', description: 'Write a server Host and port' });
    expect(box.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('an error', () => {
  const error: AppError = {
    code: 'unauthorised',
    params: { server: 'registry.example.com' },
    detail: 'unauthorized: authentication required',
    next: [{ step: 'sign-in', server: 'registry.example.com' }, { step: 'retry' }],
  };

  it('is one sentence with the way on, and the other side’s words folded', async () => {
    const onNext = vi.fn<(step: NextStep) => void>();
    const { user, bridge } = renderScreen(<ErrorView error={error} onNext={onNext} />);
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('registry.example.com does not accept this account, or needs one.');
    expect(within(alert).queryByText(error.detail)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(onNext).toHaveBeenCalledWith({ step: 'sign-in', server: 'registry.example.com' });
    await user.click(screen.getByRole('button', { name: 'Original message' }));
    expect(screen.getByText(error.detail)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Copy Original message' }));
    expect(bridge.inputs('app.copyText')).toEqual([{ text: error.detail }]);
  });

  it('offers only steps that its place can do', () => {
    renderScreen(<ErrorView error={error} onNext={vi.fn()} offers={['retry']} size="page" />);
    expect(screen.queryByRole('button', { name: 'Sign in' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined();
  });

  it('never shows an image’s text as markup', () => {
    const nasty = '<img src=x onerror=alert(1)>';
    renderScreen(<ErrorView error={{ ...error, code: 'not-found', params: { reference: nasty } }} />);
    expect(screen.getByText(`${nasty} was not found.`)).toBeDefined();
    expect(document.querySelector('img')).toBeNull();
  });
});

describe('ids and chips', () => {
  it('copy the whole value by one press and say so', async () => {
    const id = `sha256:${'0123456789abcdef'.repeat(4)}`;
    const { user, bridge } = renderScreen(<CopyableId label="image ID" value={id} />);
    const button = screen.getByRole('button', { name: 'Copy image ID' });
    expect(button.textContent).toContain('0123456789ab');
    expect(button.textContent).not.toContain(id);
    await user.click(button);
    expect(bridge.inputs('app.copyText')).toEqual([{ text: id }]);
    expect(await screen.findByText('Copied')).toBeDefined();
  });

  it('are taken away by their own button', async () => {
    const onRemove = vi.fn();
    const { user } = renderScreen(<Chip text="dangling" onRemove={onRemove} />);
    await user.click(screen.getByRole('button', { name: 'Remove dangling' }));
    expect(onRemove).toHaveBeenCalledTimes(1);
  });
});

describe('a menu', () => {
  it('is opened and used by keys, and shows what cannot be done', async () => {
    const onSelect = vi.fn();
    const { user } = renderScreen(
      <Menu
        label="More"
        trigger={<button type="button">More</button>}
        items={[
          { label: 'Pull', icon: Download, onSelect },
          'separator',
          { label: 'Push', disabled: true, hint: 'Podman cannot', onSelect },
        ]}
      />,
    );
    await user.tab();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('menuitem', { name: /Push/ }).getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('{Enter}');
    expect(onSelect).toHaveBeenCalledTimes(1);
  });
});

describe('progress', () => {
  it('tells its share, and nothing when there is none to tell', () => {
    renderScreen(
      <>
        <ProgressBar label="known" value={0.423} />
        <ProgressBar label="unknown" value={null} />
      </>,
    );
    expect(screen.getByRole('progressbar', { name: 'known' }).getAttribute('aria-valuenow')).toBe('42');
    expect(screen.getByRole('progressbar', { name: 'unknown' }).hasAttribute('aria-valuenow')).toBe(false);
  });
});

describe('the search of a page', () => {
  it('is reached by a slash and by Control-F, cleared by Escape and left by a second one', async () => {
    const { user } = renderScreen(<Search />);
    const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search images' });
    await user.keyboard('/nginx');
    expect(box.value).toBe('nginx');
    await user.keyboard('{Escape}');
    expect(box.value).toBe('');
    await user.keyboard('{Escape}');
    expect(document.activeElement).not.toBe(box);
    await user.keyboard('{Control>}f{/Control}');
    expect(document.activeElement).toBe(box);
  });

  it('leads to the list by the arrow down', async () => {
    const onLeave = vi.fn();
    const { user } = renderScreen(<Search onLeave={onLeave} />);
    await user.keyboard('/{ArrowDown}');
    expect(onLeave).toHaveBeenCalledTimes(1);
  });
});

describe('two panes', () => {
  it('are resized by keys within their limits', async () => {
    const onResize = vi.fn();
    const { user } = renderScreen(
      <SplitPane first="list" second="details" size={400} onResize={onResize} label="Resize details" />,
    );
    screen.getByRole('separator', { name: 'Resize details' }).focus();
    await user.keyboard('{ArrowLeft}{Home}{End}');
    // The document of the tests is 1,000 px wide, and the first pane keeps 360 of them.
    expect(onResize.mock.calls.flat()).toEqual([424, 640, 320]);
  });
});

describe('code', () => {
  it('is highlighted in pieces that are the text again', () => {
    const text = 'apt-get update && echo "done" # ok';
    const pieces = highlight(text, 'shell');
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.find((piece) => piece.text === '"done"')?.className).toBe('tok-string');
    expect(pieces.find((piece) => piece.text === '# ok')?.className).toBe('tok-comment');
  });

  it('is not parsed when a command is megabytes long', () => {
    expect(highlight('x'.repeat(3_000_000), 'shell')).toHaveLength(1);
  });

  it('is read in a text box that cannot be written', async () => {
    renderScreen(<CodeView label="Dockerfile" language="dockerfile" text={'FROM scratch\nCOPY app /\n'} />);
    const box = await screen.findByRole('textbox', { name: 'Dockerfile' });
    expect(box.getAttribute('aria-readonly')).toBe('true');
    expect(box.textContent).toContain('FROM scratch');
  });
});
