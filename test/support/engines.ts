import { ensureApt } from '../../build/apt.mjs';
import { DOCKERD_PACKAGES, startDockerd } from '../../build/dockerd.mjs';
import { startCurrentDockerd } from '../../build/dockerd-current.mjs';
import { makeAuthority } from './certificates';
import { freePort } from './free-port';
import { temporaryFolder } from './temporary-folder';

/** `classic`: the machine's own engine (20.10 on Debian 12) with overlay2. `containerd`: a current one with its store. */
export type EngineKind = 'classic' | 'containerd';

/** What a test needs to know to talk to an engine. Plain data: it crosses from the global set-up to the tests. */
export interface EngineAddress {
  kind: EngineKind;
  /** As for DOCKER_HOST. */
  host: string;
  socketPath: string;
  /** For example `20.10.24+dfsg1`. */
  version: string;
  /** For example `1.41`. */
  apiVersion: string;
  /** This machine as the engine and its containers reach it; not a loopback address. */
  gateway: string;
  /** Name of the interface of this machine that has this address. */
  bridge: string;
  /** Temporary folder of the engine, for `trustRegistry`. */
  folder: string;
}

/** A running private engine of this process. */
export interface Engine extends EngineAddress {
  /** `tcp://127.0.0.1:PORT`, when asked for. */
  tcpHost?: string;
  /** Folder with `ca.pem`, `cert.pem`, `key.pem`, as for DOCKER_CERT_PATH, when `tls` was asked for. */
  certPath?: string;
  log(): Promise<string>;
  /** Ends it like a power cut. Data stay for `restart`. */
  kill(): Promise<void>;
  restart(how?: 'orderly' | 'killed'): Promise<void>;
  /** Ends it and removes everything. Not called: the same happens when the process ends. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** Also listens on a TCP port of 127.0.0.1: open, or with certificates that both sides check. */
  tcp?: 'open' | 'tls';
  /** More content for `daemon.json`. */
  config?: Record<string, unknown>;
  /** Folder for images and containers, kept at the end; one of its own without. */
  dataFolder?: string;
}

/**
 * Starts a private engine, ready to answer. Installs its packages where they are missing. Takes about half a second,
 * and once 10 s more to fetch the current engine.
 *
 * @throws {Error} without Linux and root, or with the end of the daemon's log
 */
export async function startEngine(kind: EngineKind, options: EngineOptions = {}): Promise<Engine> {
  await ensureApt([...DOCKERD_PACKAGES]);
  const tcp = options.tcp === undefined ? undefined : await tcpSettings(options.tcp);
  const settings = {
    ...(options.config === undefined ? {} : { config: options.config }),
    ...(options.dataFolder === undefined ? {} : { dataFolder: options.dataFolder }),
    ...(tcp === undefined ? {} : { files: tcp.files, args: tcp.args }),
    env: withoutProxies(process.env),
  };
  const daemon = await (kind === 'classic' ? startDockerd(settings) : startCurrentDockerd(settings));
  return { kind, ...daemon, ...tcp?.addresses };
}

/** The plain data of an engine. */
export function addressOf(engine: Engine): EngineAddress {
  const { kind, host, socketPath, version, apiVersion, gateway, bridge, folder } = engine;
  return { kind, host, socketPath, version, apiVersion, gateway, bridge, folder };
}

interface TcpSettings {
  addresses: { tcpHost: string; certPath?: string };
  args: string[];
  files: Record<string, string>;
}

async function tcpSettings(tcp: 'open' | 'tls'): Promise<TcpSettings> {
  const tcpHost = `tcp://127.0.0.1:${await freePort()}`;
  if (tcp === 'open') return { addresses: { tcpHost }, args: ['-H', tcpHost, '--tls=false'], files: {} };
  const folder = await temporaryFolder();
  const authority = await makeAuthority(folder);
  const server = await authority.issue('server', ['127.0.0.1', 'localhost']);
  const certPath = await authority.clientFolder();
  return {
    addresses: { tcpHost, certPath },
    args: ['-H', tcpHost, '--tlsverify', ...TLS_FILES],
    files: { 'ca.pem': authority.certificate, 'cert.pem': server.certificate, 'key.pem': server.key },
  };
}

const TLS_FILES = [
  '--tlscacert=/etc/docker/ca.pem',
  '--tlscert=/etc/docker/cert.pem',
  '--tlskey=/etc/docker/key.pem',
];

/** Registries of a test are on this machine: a proxy would only be in the way. */
function withoutProxies(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(https?|all)_proxy$/i.test(name)));
}
