// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeFailure } from '../support/fake-bridge';
import { files, findLine, layer, lineNames, openBrowser, setUpLayers } from './support';

setUpLayers();

describe('the figures', () => {
  it('tell what the image wastes and leaks', async () => {
    await openBrowser();
    const figures = await screen.findByLabelText('Figures');
    expect(figures.textContent).toContain('Efficiency83.5%');
    expect(figures.textContent).toMatch(/Leaked2 files, 60/);
    expect(figures.textContent).toContain('Alpine Linux v3.20');
  });

  it('name what is damaged', async () => {
    await openBrowser(({ analysis }) => ({
      'layers.open': async () => ({
        state: 'ready',
        analysis: { ...analysis, damage: [{ layer: 1, kind: 'truncated', offset: 1536 }] },
      }),
    }));
    expect(await screen.findByText(/Layer 2: the tar ends too early at byte 1,536/)).toBeTruthy();
    const options = screen.getAllByRole('option');
    const told = options.map((option) => option.getAttribute('aria-description')?.includes('Damaged'));
    expect(told).toEqual([false, true, false]);
  });

  it('name damage from the base up, with a place only where there is one', async () => {
    await openBrowser(({ analysis }) => ({
      'layers.open': async () => ({
        state: 'ready',
        analysis: {
          ...analysis,
          damage: [
            { layer: 2, kind: 'missing-blob', offset: 0 },
            { layer: 0, kind: 'truncated', offset: 512 },
            { layer: null, kind: 'broken-compression', offset: 0 },
          ],
        },
      }),
    }));
    const title = await screen.findByText('3 parts of this image are damaged');
    const lines = within(title.closest('[role]') ?? document.body)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(lines).toEqual([
      'Archive: broken compression',
      'Layer 1: the tar ends too early at byte 512',
      'Layer 3: the layer itself is missing',
    ]);
  });
});

describe('the stack', () => {
  it('has one option a layer, the base at the bottom, all selected at first', async () => {
    await openBrowser();
    const stack = await screen.findByRole('listbox', { name: 'Layer stack' });
    const options = within(stack).getAllByRole('option');
    expect(options.map((option) => option.getAttribute('aria-label'))).toEqual([
      'Layer 3: RUN rm /app/id_rsa && sed -i s/3000/8080/ /app/server.js, 1.04 kB',
      'Layer 2: COPY . /app, 158 B',
      'Layer 1: ADD file:1f0c in /, 364 kB',
    ]);
    expect(options.every((option) => option.getAttribute('aria-selected') === 'true')).toBe(true);
    await waitFor(() =>
      expect(options[2]?.getAttribute('aria-description')).toContain('Also in 4 other images'),
    );
  });

  it('selects one, a range, and all up to one', async () => {
    const { user, bridge } = await openBrowser();
    const asked = () => {
      const { from, to } = bridge.inputs('layers.outline').at(-1) ?? {};
      return [from, to];
    };
    await user.click(await layer(2));
    await waitFor(() => expect(asked()).toEqual([1, 1]));
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await waitFor(() => expect(asked()).toEqual([1, 2]));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(asked()).toEqual([1, 1]));
    await user.click(screen.getByRole('switch', { name: 'All up to here' }));
    await waitFor(() => expect(asked()).toEqual([0, 1]));
    await user.click(screen.getByRole('button', { name: 'Whole image' }));
    await waitFor(() => expect(asked()).toEqual([0, 2]));
  });
});

describe('the tree', () => {
  it('opens folders by keys, moves like a file manager and keeps its folders open on other layers', async () => {
    const { user } = await openBrowser();
    await findLine('app');
    expect(lineNames()).toEqual(['app', 'bin', 'etc', 'var']);
    (await findLine('app')).focus();
    await user.keyboard('{ArrowRight}');
    await findLine('server.js');
    await user.keyboard('{ArrowRight}');
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('evil\\u{202e}gnp.exe'),
    );
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('app'));
    await user.keyboard('{End}');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('var'));
    await user.keyboard('et');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('etc'));
    await user.click(await layer(2));
    expect(await findLine('id_rsa')).toBeTruthy();
  });

  it('opens everything by a star, and closes one folder of it again', async () => {
    const { user } = await openBrowser();
    (await findLine('bin')).focus();
    await user.keyboard('*');
    await findLine('new.bin');
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(lineNames()).not.toContain('su'));
    expect(lineNames()).toContain('new.bin');
  });

  it('marks what a layer did by sign and by words', async () => {
    const { user } = await openBrowser();
    await user.click(await layer(3));
    (await findLine('app')).focus();
    await user.keyboard('*');
    const saying = async (name: string) => (await findLine(name)).getAttribute('aria-description');
    expect(await saying('id_rsa')).toContain('removed');
    expect(await saying('server.js')).toContain('content changed');
    expect(await saying('motd')).toContain('mode, owner or time changed');
    expect(await saying('new.bin')).toContain('added');
    expect(await saying('cache')).toContain('Opaque');
    expect((await findLine('id_rsa')).textContent).toContain('−');
    expect((await findLine('server.js')).textContent).toContain('~');
  });

  it('filters by text, pattern and change, and says what it found', async () => {
    const { user } = await openBrowser();
    await findLine('app');
    const box = screen.getByRole('searchbox', { name: 'Filter files' });
    await user.type(box, '.js');
    await waitFor(() => expect(lineNames()).toEqual(['app', 'server.js']));
    expect(screen.getByText('1 file found, 33 B')).toBeTruthy();
    await user.clear(box);
    await user.click(screen.getByRole('button', { name: 'Regex' }));
    await user.type(box, '^s[[hu]$');
    await waitFor(() => expect(lineNames()).toEqual(['bin', 'sh', 'su']));
    await user.type(box, '(');
    expect(await screen.findByText('This pattern is not complete or not valid.')).toBeTruthy();
    await user.clear(box);
    await user.click(await layer(3));
    await user.click(screen.getByRole('button', { name: 'Removed' }));
    await waitFor(() => expect(lineNames()).toContain('id_rsa'));
    expect(lineNames()).not.toContain('server.js');
  });

  it('says when nothing is found, and clears the filter', async () => {
    const { user } = await openBrowser();
    await findLine('app');
    await user.type(screen.getByRole('searchbox', { name: 'Filter files' }), 'nowhere');
    await user.click(await screen.findByRole('button', { name: 'Clear the filter' }));
    expect(await findLine('app')).toBeTruthy();
  });

  it('lists the largest files flat, and sorts by a heading', async () => {
    const { user } = await openBrowser();
    await findLine('app');
    await user.click(screen.getByRole('radio', { name: 'Largest' }));
    await waitFor(() => expect(lineNames().slice(0, 2)).toEqual(['sh', 'su']));
    await user.click(screen.getByRole('radio', { name: 'Tree' }));
    await user.click(screen.getByRole('button', { name: 'Size' }));
    await waitFor(() => expect(lineNames()[0]).toBe('bin'));
  });

  it('asks for rows a window at a time', async () => {
    const entries = Array.from({ length: 2_000 }, (_, index) => ({
      name: `f${String(index).padStart(4, '0')}`,
      content: 'x',
    }));
    const { bridge } = await openBrowser(undefined, { layers: [{ createdBy: '', entries }] });
    await findLine('f0000');
    expect(lineNames().length).toBeLessThan(100);
    expect(bridge.inputs('layers.rows').every(({ count }) => count <= 500)).toBe(true);
    expect(bridge.inputs('layers.rows').length).toBeLessThan(3);
    expect(files().style.height).toBe('48000px');
  });

  it('reads rows anew that main has forgotten', async () => {
    let forgotten = true;
    const { bridge } = await openBrowser(({ handlers }) => ({
      'layers.rows': async (input) => {
        if (!forgotten) return await handlers['layers.rows'](input);
        forgotten = false;
        throw new FakeFailure({ code: 'timeout', params: {}, detail: '', next: [] });
      },
    }));
    const again = await screen.findByRole('button', { name: 'Try again' });
    again.click();
    expect(await findLine('app')).toBeTruthy();
    expect(bridge.inputs('layers.outline').length).toBe(2);
  });
});
