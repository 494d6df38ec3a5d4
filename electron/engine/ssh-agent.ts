import { spawn } from 'node:child_process';
import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HostAddress } from './host-address';
import { ProcessSocket } from './process-socket';

type SshAddress = Extract<HostAddress, { transport: 'ssh' }>;

/**
 * Arguments of the system's ssh as the Docker command line gives them (docker/cli cli/connhelper): the SSH
 * configuration, known hosts and keys of the person apply. It never asks: a window has no terminal.
 */
export function sshArguments({ hostname, port, user, socket }: SshAddress): string[] {
  return [
    ...['-o', 'ConnectTimeout=30', '-o', 'BatchMode=yes', '-T'],
    ...(user === '' ? [] : ['-l', user]),
    ...(port === null ? [] : ['-p', String(port)]),
    ...['--', hostname, 'docker'],
    ...(socket === '' ? [] : ['--host', `unix://${socket}`]),
    ...['system', 'dial-stdio'],
  ];
}

/** sshd drops newcomers at random when more than ten (`MaxStartups`) are still signing in. */
const MOST_CONNECTIONS = 10;

/** HTTP over `ssh HOST docker system dial-stdio`: one ssh process a connection, kept for the next call. */
export class SshAgent extends Agent {
  readonly #address: SshAddress;

  constructor(address: SshAddress) {
    super({ keepAlive: true, maxFreeSockets: 2, maxSockets: MOST_CONNECTIONS });
    this.#address = address;
  }

  override createConnection(): Duplex {
    const child = spawn('ssh', sshArguments(this.#address), {
      stdio: 'pipe',
      windowsHide: true,
      detached: true,
    });
    return new ProcessSocket(child, 'ssh');
  }
}
