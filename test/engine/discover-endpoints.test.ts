import { describe, expect, it } from 'vitest';
import { discoverEndpoints } from '../../electron/engine/discover-endpoints';
import { contextFiles, type FakeMachine, fakeMachine } from './fake-machine';

const config = (value: unknown) => ({ '/home/ann/.docker/config.json': JSON.stringify(value) });
const socket = { '/var/run/docker.sock': '' };

/** One line a target: `*` marks the command line's choice, `!` one that cannot be tried, `+tls` TLS. */
function drawing(machine: FakeMachine): string[] {
  return discoverEndpoints(fakeMachine(machine)).targets.map(({ endpoint, problem }) =>
    [
      endpoint.cliChoice ? '*' : ' ',
      problem === null ? ' ' : '!',
      ` ${endpoint.source} ${endpoint.name} ${endpoint.host}`,
      endpoint.tls ? ' +tls' : '',
    ].join(''),
  );
}

describe('the choice of the Docker command line', () => {
  it('is the default socket when nothing else is said, whether it is there or not', () => {
    expect(drawing({})).toEqual(['*  default default unix:///var/run/docker.sock']);
  });

  it('is the pipe on Windows', () => {
    expect(drawing({ platform: 'win32', uid: null })).toEqual([
      '*  default default npipe:////./pipe/docker_engine',
    ]);
  });

  it('is DOCKER_HOST before everything else', () => {
    const machine: FakeMachine = {
      env: { DOCKER_HOST: 'tcp://10.0.0.5', DOCKER_CONTEXT: 'work' },
      files: { ...socket, ...contextFiles('work', 'ssh://ann@work'), ...config({ currentContext: 'work' }) },
    };
    expect(drawing(machine)).toEqual([
      '*  environment DOCKER_HOST tcp://10.0.0.5:2375',
      '   context work ssh://ann@work',
      '   default default unix:///var/run/docker.sock',
    ]);
  });

  it('is DOCKER_CONTEXT before the current context of the config file', () => {
    const machine: FakeMachine = {
      env: { DOCKER_CONTEXT: 'work' },
      files: {
        ...contextFiles('work', 'ssh://ann@work'),
        ...contextFiles('lab', 'tcp://lab:2375'),
        ...config({ currentContext: 'lab' }),
      },
    };
    expect(drawing(machine)).toEqual(['*  context work ssh://ann@work', '   context lab tcp://lab:2375']);
  });

  it('is the current context of the config file, then the others by name', () => {
    const machine: FakeMachine = {
      files: {
        ...contextFiles('zoo', 'tcp://zoo:2375'),
        ...contextFiles('alp', 'tcp://alp:2375'),
        ...contextFiles('lab', 'tcp://lab:2375'),
        ...config({ currentContext: 'lab' }),
      },
    };
    expect(drawing(machine)).toEqual([
      '*  context lab tcp://lab:2375',
      '   context alp tcp://alp:2375',
      '   context zoo tcp://zoo:2375',
    ]);
  });

  it('is the default socket when a context called default is asked for', () => {
    const files = { ...contextFiles('lab', 'tcp://lab:2375'), ...config({ currentContext: 'lab' }) };
    expect(drawing({ env: { DOCKER_CONTEXT: 'default' }, files })[0]).toBe(
      '*  default default unix:///var/run/docker.sock',
    );
  });

  it('counts empty variables as not set', () => {
    expect(drawing({ env: { DOCKER_HOST: '', DOCKER_CONTEXT: '', DOCKER_CONFIG: '' } })).toEqual([
      '*  default default unix:///var/run/docker.sock',
    ]);
  });

  it('reads the config and contexts of DOCKER_CONFIG', () => {
    const files = {
      '/etc/dk/config.json': '{"currentContext": "lab"}',
      ...contextFiles('lab', 'tcp://lab:2375', { config: '/etc/dk' }),
      ...contextFiles('home', 'tcp://home:2375'),
    };
    expect(drawing({ env: { DOCKER_CONFIG: '/etc/dk' }, files })).toEqual(['*  context lab tcp://lab:2375']);
  });
});

describe('what the command line would fail on', () => {
  const problems = (machine: FakeMachine) => discoverEndpoints(fakeMachine(machine)).problems;

  it('stays the choice, with the reason: a DOCKER_HOST that nobody understands', () => {
    const machine: FakeMachine = { env: { DOCKER_HOST: 'gopher://x' }, files: socket };
    expect(drawing(machine)).toEqual([
      '*! environment DOCKER_HOST gopher://x',
      '   default default unix:///var/run/docker.sock',
    ]);
    expect(problems(machine)).toMatchObject([
      { code: 'bad-input', params: { host: 'gopher://x', reason: 'bad-address' } },
    ]);
  });

  it('stays the choice, with the reason: a context that is not there', () => {
    const machine: FakeMachine = { env: { DOCKER_CONTEXT: 'gone' }, files: socket };
    expect(drawing(machine)).toEqual(['*! context gone ', '   default default unix:///var/run/docker.sock']);
    expect(problems(machine)).toMatchObject([{ code: 'not-found', params: { context: 'gone' } }]);
  });

  it('is told of a broken config file, which then counts as empty', () => {
    const machine: FakeMachine = { files: { '/home/ann/.docker/config.json': '{"currentContext":' } };
    expect(drawing(machine)).toEqual(['*  default default unix:///var/run/docker.sock']);
    expect(problems(machine)).toMatchObject([
      { code: 'file-unreadable', params: { path: '/home/ann/.docker/config.json' } },
    ]);
  });

  it('is told of a broken config file without quoting it: passwords stand there', () => {
    const text = '{"auths":{"x":{"auth":"c2VjcmV0"}}';
    const machine: FakeMachine = { files: { '/home/ann/.docker/config.json': text } };
    expect(problems(machine)).toMatchObject([{ code: 'file-unreadable', detail: 'not valid JSON' }]);
  });

  it('is told of a broken context, and the others are found', () => {
    const files = {
      '/home/ann/.docker/contexts/meta/abc/meta.json': 'nonsense',
      ...contextFiles('lab', 'tcp://lab:2375'),
    };
    expect(drawing({ files })).toEqual([
      '*  default default unix:///var/run/docker.sock',
      '   context lab tcp://lab:2375',
    ]);
    expect(problems({ files })).toMatchObject([{ code: 'file-unreadable' }]);
  });
});

describe('TLS', () => {
  const target = (env: Record<string, string>, files: Record<string, string> = {}) =>
    discoverEndpoints(fakeMachine({ env: { DOCKER_HOST: 'tcp://far', ...env }, files })).targets[0];
  const pems = { '/pem/ca.pem': '', '/pem/cert.pem': '', '/pem/key.pem': '' };

  it('needs DOCKER_TLS_VERIFY or DOCKER_TLS; a certificate path alone means nothing', () => {
    expect(target({ DOCKER_CERT_PATH: '/pem' }, pems)).toMatchObject({
      tls: null,
      endpoint: { host: 'tcp://far:2375' },
    });
  });

  it('checks the engine for any value of DOCKER_TLS_VERIFY, even 0', () => {
    expect(target({ DOCKER_TLS_VERIFY: '0', DOCKER_CERT_PATH: '/pem' }, pems)).toMatchObject({
      endpoint: { host: 'tcp://far:2376', tls: true },
      tls: { verify: true, caFile: '/pem/ca.pem', certFile: '/pem/cert.pem', keyFile: '/pem/key.pem' },
    });
  });

  it('does not check with DOCKER_TLS alone', () => {
    expect(target({ DOCKER_TLS: '1', DOCKER_CERT_PATH: '/pem' }, pems)?.tls).toMatchObject({
      verify: false,
      caFile: null,
    });
  });

  it('takes certificates from the config folder when no path is said, and wants an authority', () => {
    expect(target({ DOCKER_TLS_VERIFY: '1' })?.tls).toEqual({
      verify: true,
      caFile: '/home/ann/.docker/ca.pem',
      certFile: null,
      keyFile: null,
    });
  });

  it('belongs to contexts that have files for it or switch checking off', () => {
    const files = {
      ...contextFiles('a', 'tcp://a', { tls: ['ca.pem'] }),
      ...contextFiles('b', 'tcp://b', { skipVerify: true }),
      ...contextFiles('c', 'tcp://c'),
    };
    expect(drawing({ files }).slice(1)).toEqual([
      '   context a tcp://a:2376 +tls',
      '   context b tcp://b:2376 +tls',
      '   context c tcp://c:2375',
    ]);
  });

  it('is not for sockets', () => {
    expect(target({ DOCKER_HOST: 'unix:///x.sock', DOCKER_TLS_VERIFY: '1' })).toMatchObject({ tls: null });
  });
});

describe('other engines', () => {
  it('are found at their well-known sockets, only those that exist', () => {
    const files = {
      '/home/ann/.docker/desktop/docker.sock': '',
      '/run/user/1000/docker.sock': '',
      '/home/ann/.colima/default/docker.sock': '',
      '/home/ann/.colima/k8s/docker.sock': '',
      '/home/ann/.colima/_lima/other': '',
      '/home/ann/.orbstack/run/docker.sock': '',
      '/home/ann/.rd/docker.sock': '',
      '/run/user/1000/podman/podman.sock': '',
      '/run/podman/podman.sock': '',
    };
    expect(drawing({ files }).slice(1)).toEqual([
      '   well-known Docker Desktop unix:///home/ann/.docker/desktop/docker.sock',
      '   well-known Rootless Docker unix:///run/user/1000/docker.sock',
      '   well-known Colima unix:///home/ann/.colima/default/docker.sock',
      '   well-known Colima k8s unix:///home/ann/.colima/k8s/docker.sock',
      '   well-known OrbStack unix:///home/ann/.orbstack/run/docker.sock',
      '   well-known Rancher Desktop unix:///home/ann/.rd/docker.sock',
      '   well-known Podman unix:///run/user/1000/podman/podman.sock',
      '   well-known Podman (system) unix:///run/podman/podman.sock',
    ]);
  });

  it('are looked for in XDG_RUNTIME_DIR', () => {
    const machine = { env: { XDG_RUNTIME_DIR: '/run/x' }, files: { '/run/x/docker.sock': '' } };
    expect(drawing(machine)).toContain('   well-known Rootless Docker unix:///run/x/docker.sock');
  });

  it('are found at their pipes on Windows', () => {
    const files = { '//./pipe/docker_engine': '', '//./pipe/dockerDesktopLinuxEngine': '' };
    expect(drawing({ platform: 'win32', uid: null, files })).toEqual([
      '*  default default npipe:////./pipe/docker_engine',
      '   well-known Docker Desktop npipe:////./pipe/dockerDesktopLinuxEngine',
    ]);
  });

  it('include the sandbox that the launcher started', () => {
    expect(drawing({ env: { LAYERYARD_SANDBOX_HOST: 'unix:///tmp/s.sock' } })).toEqual([
      '*  default default unix:///var/run/docker.sock',
      '   sandbox Sandbox engine unix:///tmp/s.sock',
    ]);
  });

  it('stand there once, under the name that comes first in the order', () => {
    const machine: FakeMachine = {
      env: {
        DOCKER_HOST: 'unix:///run/user/1000/docker.sock',
        LAYERYARD_SANDBOX_HOST: 'unix:///run/user/1000/docker.sock',
      },
      files: {
        '/run/user/1000/docker.sock': '',
        ...contextFiles('rootless', 'unix:///run/user/1000/docker.sock'),
      },
    };
    expect(drawing(machine)).toEqual(['*  environment DOCKER_HOST unix:///run/user/1000/docker.sock']);
  });

  it('are one engine when their sockets are links to one another', () => {
    const machine: FakeMachine = {
      platform: 'darwin',
      files: { '/home/ann/.docker/run/docker.sock': '' },
      links: { '/var/run/docker.sock': '/home/ann/.docker/run/docker.sock' },
    };
    expect(drawing(machine)).toEqual(['*  default default unix:///var/run/docker.sock']);
  });
});

describe('the id of an endpoint', () => {
  const idOf = (machine: FakeMachine) => discoverEndpoints(fakeMachine(machine)).targets[0]?.endpoint.id;

  it('is the same however the host is named, and another for other certificates', () => {
    const host = { DOCKER_HOST: 'tcp://far:2376' };
    const byContext = {
      files: { ...contextFiles('far', 'tcp://far:2376'), ...config({ currentContext: 'far' }) },
    };
    expect(idOf({ env: host })).toMatch(/^[0-9a-f]{12}$/);
    expect(idOf({ env: host })).toBe(idOf(byContext));
    expect(idOf({ env: { ...host, DOCKER_TLS_VERIFY: '1' } })).not.toBe(idOf({ env: host }));
  });
});
