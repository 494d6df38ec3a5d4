import type { Handlers } from '../../contract';
import type { EnginesService } from '../engines/engines-service';
import { readStory } from './container-story';
import { saveStory } from './save-story';
import type { TerminalsService } from './terminals-service';

type TerminalRequest =
  | Extract<keyof Handlers, `terminal.${string}`>
  | 'containers.run'
  | 'containers.start'
  | 'containers.stop'
  | 'containers.remove'
  | 'containers.dockerfile'
  | 'containers.saveDockerfile';

interface Needed {
  terminals: TerminalsService;
  engines: EnginesService;
}

/** Containers that are worked in by hand. */
export function terminalHandlers({ terminals, engines }: Needed): Pick<Handlers, TerminalRequest> {
  return {
    'containers.run': (input) => terminals.run(input),
    'containers.start': (of) => terminals.start(of),
    'containers.stop': (of) => terminals.stop(of),
    'containers.remove': (of) => terminals.remove(of),
    'terminal.open': (of) => terminals.open(of),
    'terminal.write': (input) => terminals.write(input),
    'terminal.resize': (size) => terminals.resize(size),
    'terminal.drawn': async (place) => terminals.drawn(place),
    'terminal.close': async (of) => terminals.close(of),
    ...storyHandlers({ terminals, engines }),
  };
}

function storyHandlers({
  terminals,
  engines,
}: Needed): Pick<Handlers, 'containers.dockerfile' | 'containers.saveDockerfile'> {
  const read = async (
    { engineId, containerId }: { engineId: string; containerId: string },
    take: (bytes: Uint8Array) => Promise<void>,
  ) => {
    const { engine, release } = await engines.lease(engineId);
    try {
      const commands = terminals.commands(containerId);
      return await readStory(engine, containerId, { commands, signal: terminals.signal, take });
    } finally {
      release();
    }
  };
  return {
    // What was changed is only counted.
    'containers.dockerfile': (of) => read(of, async () => undefined),
    'containers.saveDockerfile': async ({ folder, ...of }) => {
      await saveStory(folder, (take) => read(of, take));
      return { folder };
    },
  };
}
