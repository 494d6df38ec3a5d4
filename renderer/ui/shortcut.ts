/**
 * Shortcuts are written `mod+shift+p`, `/`, `?`, `delete`: modifiers first, then `KeyboardEvent.key` in
 * lower case. `mod` is Command on a Mac and Control elsewhere.
 */
const modifiers = ['mod', 'ctrl', 'alt', 'shift'] as const;

export function isMac(): boolean {
  return /Mac/.test(navigator.platform);
}

/** Whether the event is exactly this shortcut. Shift is ignored for signs that need it, such as `?`. */
export function matchesShortcut(event: KeyboardEvent, keys: string): boolean {
  const { key, wanted } = parse(keys);
  if (event.key.toLowerCase() !== key) return false;
  const mac = isMac();
  const control = wanted.has('ctrl') || (wanted.has('mod') && !mac);
  const meta = wanted.has('mod') && mac;
  if (event.ctrlKey !== control || event.metaKey !== meta || event.altKey !== wanted.has('alt')) return false;
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  return isSign || event.shiftKey === wanted.has('shift');
}

/** Whether pressing it is typing unless a modifier is held. */
export function isPlainKey(keys: string): boolean {
  const { wanted } = parse(keys);
  return !wanted.has('mod') && !wanted.has('ctrl') && !wanted.has('alt');
}

function parse(keys: string): { key: string; wanted: Set<string> } {
  const parts = keys.toLowerCase().split('+');
  const key = parts.pop() ?? '';
  return { key: key === '' ? '+' : key, wanted: new Set(parts) };
}

const signs: Record<string, { mac: string; other: string }> = {
  mod: { mac: '⌘', other: 'Ctrl' },
  ctrl: { mac: '⌃', other: 'Ctrl' },
  alt: { mac: '⌥', other: 'Alt' },
  shift: { mac: '⇧', other: 'Shift' },
  delete: { mac: '⌫', other: 'Del' },
  enter: { mac: '↵', other: 'Enter' },
  escape: { mac: 'esc', other: 'Esc' },
  arrowup: { mac: '↑', other: '↑' },
  arrowdown: { mac: '↓', other: '↓' },
  arrowleft: { mac: '←', other: '←' },
  arrowright: { mac: '→', other: '→' },
  ' ': { mac: 'space', other: 'Space' },
};

/** The signs to show for a shortcut, one a key. */
export function shortcutParts(keys: string): string[] {
  const { key, wanted } = parse(keys);
  const held = modifiers.filter((modifier) => wanted.has(modifier));
  return [...held, key].map((part) => {
    const sign = signs[part];
    if (sign) return isMac() ? sign.mac : sign.other;
    return part.slice(0, 1).toUpperCase() + part.slice(1);
  });
}

/** The shortcut in one line of text, for menus. */
export function shortcutText(keys: string): string {
  return shortcutParts(keys).join(isMac() ? '' : '+');
}
