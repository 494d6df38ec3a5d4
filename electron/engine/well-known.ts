import { join } from 'node:path';
import type { FileView } from './contexts';

export interface WellKnown {
  name: string;
  host: string;
}

export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  home: string;
  /** Numeric user id; null on Windows. */
  uid: number | null;
  files: FileView;
}

/** Windows lists its pipes as the files of one folder. */
const PIPES = '//./pipe/';

/** Sockets and pipes where engines listen without telling the Docker command line; only those that exist. */
export function wellKnownEndpoints(around: Surroundings): WellKnown[] {
  if (around.platform === 'win32') return pipes(around);
  return sockets(around)
    .filter(([, path]) => around.files.exists(path))
    .map(([name, path]) => ({ name, host: `unix://${path}` }));
}

/** Whether a socket or pipe is there; other hosts cannot be told without asking them. */
export function exists(host: string, { files }: Surroundings): boolean {
  if (host.startsWith('unix://')) return files.exists(host.slice('unix://'.length));
  const pipe = host.replace(/^npipe:\/\/\/\/\.\/pipe\//, '');
  return files.list(PIPES).includes(pipe);
}

function sockets(around: Surroundings): [string, string][] {
  const { home } = around;
  return [
    ['Docker Desktop', join(home, '.docker', 'desktop', 'docker.sock')],
    ['Docker Desktop', join(home, '.docker', 'run', 'docker.sock')],
    ...rootless(around),
    ...colima(around),
    ['OrbStack', join(home, '.orbstack', 'run', 'docker.sock')],
    ['Rancher Desktop', join(home, '.rd', 'docker.sock')],
    ...podman(around),
  ];
}

function rootless({ env, uid }: Surroundings): [string, string][] {
  const folder = runtimeFolder(env, uid);
  return folder === null ? [] : [['Rootless Docker', join(folder, 'docker.sock')]];
}

/** One socket a profile; `COLIMA_HOME` moves them. */
function colima({ env, home, files }: Surroundings): [string, string][] {
  const folder = env.COLIMA_HOME || join(home, '.colima');
  return files
    .list(folder)
    .sort()
    .map((profile) => [
      profile === 'default' ? 'Colima' : `Colima ${profile}`,
      join(folder, profile, 'docker.sock'),
    ]);
}

function podman({ env, uid, home, platform }: Surroundings): [string, string][] {
  const folder = runtimeFolder(env, uid);
  const machine = join(home, '.local', 'share', 'containers', 'podman', 'machine');
  return [
    ...(folder === null ? [] : [['Podman', join(folder, 'podman', 'podman.sock')] as [string, string]]),
    ['Podman (system)', '/run/podman/podman.sock'],
    ...(platform === 'darwin' ? [['Podman machine', join(machine, 'podman.sock')] as [string, string]] : []),
  ];
}

function runtimeFolder(env: Surroundings['env'], uid: number | null): string | null {
  if (env.XDG_RUNTIME_DIR) return env.XDG_RUNTIME_DIR;
  return uid === null ? null : `/run/user/${uid}`;
}

function pipes(around: Surroundings): WellKnown[] {
  const known: [string, string][] = [
    ['Docker Desktop', 'dockerDesktopLinuxEngine'],
    ['Docker Engine', 'docker_engine'],
    ['Podman', 'podman-machine-default'],
  ];
  return known
    .map(([name, pipe]) => ({ name, host: `npipe:////./pipe/${pipe}` }))
    .filter(({ host }) => exists(host, around));
}
