import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureCurrentRoot } from '../../build/dockerd-current.mjs';

export interface CliOptions {
  /** As for DOCKER_HOST. */
  host: string;
  /** As for DOCKER_CONFIG. Without one the command line knows no account and no context. */
  configFolder?: string;
  /** What it reads from standard input. */
  input?: string;
  env?: NodeJS.ProcessEnv;
  /** The machine's own by default, where it has one; `current` is the one of the current engine. */
  program?: 'machine' | 'current';
}

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the Docker command line, to compare with it or to prepare what it would have left. It sees no setting of the person who runs the tests. */
export async function dockerCli(args: string[], options: CliOptions): Promise<CliResult> {
  const machine = options.program !== 'current' && hasOwn();
  const [command = 'docker', ...first] = machine ? [] : await currentProgram();
  const child = spawn(command, [...first, ...args], {
    env: { ...cleanEnvironment(), DOCKER_HOST: options.host, ...configuration(options), ...options.env },
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, ...output };
}

function configuration({ configFolder }: CliOptions): NodeJS.ProcessEnv {
  return { DOCKER_CONFIG: configFolder ?? '/nonexistent' };
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('DOCKER_')));
}

/** Debian 13 keeps the command line apart from the engine. */
function hasOwn(): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'docker')));
}

/** It was built for a newer system, so it runs with the libraries it came with. */
async function currentProgram(): Promise<string[]> {
  const { root } = await ensureCurrentRoot();
  const libraries = join(root, `usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`);
  const loader =
    process.arch === 'arm64' ? 'usr/lib/ld-linux-aarch64.so.1' : 'usr/lib64/ld-linux-x86-64.so.2';
  return [join(root, loader), '--library-path', libraries, join(root, 'usr/bin/docker')];
}
