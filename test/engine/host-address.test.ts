import { describe, expect, it } from 'vitest';
import { completeHost, parseHost } from '../../electron/engine/host-address';

const complete = (text: string, tls = false) => {
  const completed = completeHost(text, tls, 'linux');
  return 'host' in completed ? completed.host : `refused: ${completed.problem}`;
};

describe('completing a host as the Docker command line does', () => {
  it.each([
    ['', 'unix:///var/run/docker.sock'],
    ['unix://', 'unix:///var/run/docker.sock'],
    ['unix:///tmp/x.sock', 'unix:///tmp/x.sock'],
    ['npipe://', 'npipe:////./pipe/docker_engine'],
    ['far', 'tcp://far:2375'],
    ['far:99', 'tcp://far:99'],
    ['tcp://', 'tcp://127.0.0.1:2375'],
    ['tcp://:99', 'tcp://127.0.0.1:99'],
    [' tcp://far:2375 ', 'tcp://far:2375'],
    ['tcp://[::1]', 'tcp://[::1]:2375'],
    ['tcp://far:2375/prefix', 'tcp://far:2375/prefix'],
    ['ssh://ann@far:22', 'ssh://ann@far:22'],
  ])('%j is %s', (text, expected) => {
    expect(complete(text)).toBe(expected);
  });

  it('takes the other port for TLS', () => {
    expect(complete('tcp://far', true)).toBe('tcp://far:2376');
  });

  it.each(['http://far:2375', 'fd://', 'gopher://x', 'tcp://far:port', 'ssh://'])('refuses %s', (text) => {
    expect(complete(text)).toBe(`refused: invalid bind address format: ${text}`);
  });
});

describe('taking a host apart', () => {
  it.each([
    ['unix:///tmp/x.sock', { transport: 'unix', path: '/tmp/x.sock' }],
    ['npipe:////./pipe/docker_engine', { transport: 'npipe', path: '//./pipe/docker_engine' }],
    ['npipe://\\\\.\\pipe\\docker_engine', { transport: 'npipe', path: '//./pipe/docker_engine' }],
    ['tcp://far:2375', { transport: 'tcp', hostname: 'far', port: 2375, prefix: '' }],
    ['tcp://[::1]:2375/p', { transport: 'tcp', hostname: '::1', port: 2375, prefix: '/p' }],
    ['ssh://far', { transport: 'ssh', hostname: 'far', port: null, user: '', socket: '' }],
    [
      'ssh://ann@far:2222/run/user/1/docker.sock',
      { transport: 'ssh', hostname: 'far', port: 2222, user: 'ann', socket: '/run/user/1/docker.sock' },
    ],
  ])('%s', (host, expected) => {
    expect(parseHost(host)).toEqual(expected);
  });

  it('knows no other kinds', () => {
    expect(parseHost('http://far')).toBeNull();
    expect(parseHost('')).toBeNull();
  });
});
