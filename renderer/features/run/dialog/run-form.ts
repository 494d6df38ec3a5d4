import type { PortMapping, RequestInput, VolumeMount } from '../../../api/contract';

/** What is typed; lists have an entry a line. */
export interface RunForm {
  name: string;
  command: string;
  withoutEntrypoint: boolean;
  environment: string;
  ports: string;
  volumes: string;
  user: string;
  workingDir: string;
}

export const emptyRun: RunForm = {
  name: '',
  command: '',
  withoutEntrypoint: false,
  environment: '',
  ports: '',
  volumes: '',
  user: '',
  workingDir: '',
};

/** The first line that cannot be read, by field; null where all can. */
export type Problems = Record<'environment' | 'ports' | 'volumes', string | null>;

interface Lines<T> {
  entries: T[];
  problem: string | null;
}

/** What a form asks for, and what in it cannot be understood. */
export function readForm(
  form: RunForm,
  to: { engineId: string; image: string },
): { input: RequestInput<'containers.run'>; problems: Problems } {
  const environment = readLines(form.environment, readVariable);
  const ports = readLines(form.ports.replaceAll(',', '\n'), readPort);
  const volumes = readLines(form.volumes, readVolume);
  return {
    input: {
      ...to,
      name: form.name.trim(),
      command: form.command.trim(),
      withoutEntrypoint: form.withoutEntrypoint,
      environment: Object.fromEntries(environment.entries),
      ports: ports.entries,
      volumes: volumes.entries,
      user: form.user.trim(),
      workingDir: form.workingDir.trim(),
    },
    problems: { environment: environment.problem, ports: ports.problem, volumes: volumes.problem },
  };
}

function readLines<T>(text: string, read: (line: string) => T | null): Lines<T> {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const found = lines.map((line) => ({ line, entry: read(line) }));
  return {
    entries: found.flatMap(({ entry }) => (entry === null ? [] : [entry])),
    problem: found.find(({ entry }) => entry === null)?.line ?? null,
  };
}

/** `NAME=value`; blanks around the value belong to it as far as the line's end. */
function readVariable(line: string): [string, string] | null {
  const found = /^([^\s=]+)=(.*)$/.exec(line);
  return found ? [found[1] ?? '', found[2] ?? ''] : null;
}

/** As `docker run --publish`: `[[ADDRESS:]HOST:]CONTAINER[/udp]`, the address of IPv6 in brackets. */
function readPort(line: string): PortMapping | null {
  const found = /^(?:(?:(\[[\da-f:]+\]|[\d.]+):)?(\d*):)?(\d+)(?:\/(tcp|udp))?$/i.exec(line);
  if (!found) return null;
  const [, address = '', host = '', container = '', protocol = 'tcp'] = found;
  const port = {
    host: Number(host || '0'),
    container: Number(container),
    protocol: protocol.toLowerCase() === 'udp' ? ('udp' as const) : ('tcp' as const),
    address: address.replace(/^\[|\]$/g, ''),
  };
  const isPort = port.container >= 1 && port.container <= 65_535 && port.host <= 65_535;
  return isPort ? port : null;
}

/** As `docker run --volume`: `SOURCE:/TARGET[:ro]`; Windows paths have a colon of their own. */
function readVolume(line: string): VolumeMount | null {
  const found = /^((?:[A-Za-z]:[\\/])?[^:]+):(\/[^:]*)(?::(ro|rw))?$/.exec(line);
  if (!found) return null;
  return { source: found[1] ?? '', target: found[2] ?? '', readOnly: found[3] === 'ro' };
}
