import type { RunningServices } from './running-services';

/** A terminal as a window has it: what was printed, and keys that are typed. */
export interface OpenTerminal {
  terminalId: string;
  /** Everything that was printed up to now. */
  text(): string;
  type(keys: string): Promise<void>;
  /** Waits until the text fits. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  ended(): Promise<{ exitCode: number | null; reason: string }>;
}

/** Opens the terminal of a container and reads it as a window does, drawing all at once. */
export async function openTerminal(
  running: RunningServices,
  of: { engineId: string; containerId: string },
): Promise<OpenTerminal> {
  const from = running.events.length;
  const { terminalId, scrollback, offset } = await running.ask('terminal.open', of);
  const before = Buffer.from(scrollback, 'base64');
  const pieces = () =>
    running.events.slice(from).flatMap((event) => {
      if (event.name !== 'terminal.output') return [];
      return event.payload.terminalId === terminalId && event.payload.offset > offset ? [event.payload] : [];
    });
  const text = () =>
    Buffer.concat([before, ...pieces().map(({ data }) => Buffer.from(data, 'base64'))]).toString('utf8');
  return {
    terminalId,
    text,
    type: (keys) => running.ask('terminal.write', { terminalId, data: Buffer.from(keys).toString('base64') }),
    shows: async (pattern) => await running.until(() => pattern.exec(text())),
    ended: async () =>
      await running.until(() =>
        running.events
          .slice(from)
          .flatMap((event) => (event.name === 'terminal.ended' ? [event.payload] : []))
          .find((ended) => ended.terminalId === terminalId),
      ),
  };
}

/** The form of a run with everything at its default. */
export const plainRun = {
  name: '',
  command: '',
  withoutEntrypoint: false,
  environment: {},
  ports: [],
  volumes: [],
  user: '',
  workingDir: '',
};
