import { holdsToken } from '../findings/secrets/tokens';
import { redact } from '../redact';
import { CurrentLine } from './current-line';

const MOST = 500;
const LONGEST = 2000;

const secretNames = '(?:password|passwd|passphrase|secret|token|api_?-?key|credential)';
/** Variables and options that name a secret, as shells write them. */
const secretValue = new RegExp(
  `(\\b[\\w.]*${secretNames}\\w*=|--?[\\w-]*${secretNames}[\\w-]*(?:=|\\s+))("[^"]*"|'[^']*'|[^\\s"';&|]+)`,
  'gi',
);

/**
 * The commands that were typed into a terminal, as well as an onlooker can tell: what stands on a line behind what
 * stood there when its first key was pressed. So completed and recalled commands are whole, and what the terminal did
 * not show, passwords above all, is never kept. Values that name a secret are blotted out.
 */
export class TypedCommands {
  readonly #line = new CurrentLine();
  readonly #commands: string[] = [];
  /** What stood on the line before the first key; null while nothing was typed on it. */
  #prompt: string | null = null;
  #lastPrompt = '';
  /** Lines that were sent and have not shown yet. */
  #sent = 0;
  /** A line ended that was not the typed one: the shell may have drawn it anew in a way that is not understood. */
  #lostTrack = false;
  /** Lines were joined while one was typed. */
  #joined = false;

  /** Oldest first. */
  get commands(): readonly string[] {
    return this.#commands;
  }

  input(text: string): void {
    if (this.#line.wholeScreen) return;
    if (this.#lostTrack) this.#begin();
    this.#prompt ??= this.#line.text;
    this.#sent += text.split(/\r|\n/).length - 1;
  }

  resize(columns: number): void {
    this.#line.resize(columns);
  }

  output(text: string): void {
    for (const letter of text) {
      const goesOn = this.#prompt !== null && this.#sent === 0;
      this.#joined ||= goesOn && letter === '\n';
      const ended = this.#line.take(letter, goesOn);
      if (ended !== null && this.#sent > 0) this.#lineEnded(ended);
    }
  }

  #lineEnded(line: string): void {
    const prompt = this.#prompt ?? this.#lastPrompt;
    this.#lostTrack = !line.startsWith(prompt);
    if (this.#lostTrack) return;
    const from = this.#joined || prompt === '' ? this.#lastPlace(line, prompt) : prompt.length;
    this.#sent -= 1;
    // What was typed ahead had no prompt yet.
    if (from === prompt.length && prompt !== '') this.#lastPrompt = prompt;
    this.#prompt = null;
    this.#joined = false;
    this.#keep(line.slice(from).trim());
  }

  /**
   * Where the command begins: the prompt stands there again after a list of completions, a line that was given up, or
   * the output of a command during which the next one was typed.
   */
  #lastPlace(line: string, prompt: string): number {
    const places = [prompt, this.#lastPrompt]
      .filter((text) => text !== '' && line.includes(text))
      .map((text) => line.lastIndexOf(text) + text.length);
    return Math.max(0, ...places);
  }

  #begin(): void {
    this.#lostTrack = false;
    this.#joined = false;
    this.#prompt = null;
    this.#sent = 0;
  }

  #keep(command: string): void {
    if (command === '' || command.length > LONGEST || holdsToken(command)) return;
    this.#commands.push(redact(command).replace(secretValue, '$1***'));
    if (this.#commands.length > MOST) this.#commands.shift();
  }
}
