import { invoke } from './client';

/** Puts a text into the clipboard; main does it, because the page has no permission to. */
export async function copyText(text: string): Promise<void> {
  await invoke('app.copyText', { text });
}
