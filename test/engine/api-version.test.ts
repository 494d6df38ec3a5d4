import { describe, expect, it } from 'vitest';
import { negotiateApi } from '../../electron/engine/api-version';
import { capabilitiesOf } from '../../electron/engine/capabilities';
import { toEngineInfo } from '../../electron/engine/engine-info';

describe('agreeing on an API version', () => {
  it.each([
    ['1.41', '1.12', '1.41', 'an older engine decides'],
    ['1.51', '1.24', '1.51', 'the newest that both know'],
    ['1.99', '1.44', '1.51', 'we do not pretend to know a newer one'],
    ['1.24', '', '1.24', 'an engine that names no minimum'],
  ])('%s (minimum %j) -> %s: %s', (newest, minimum, agreed) => {
    expect(negotiateApi(newest, minimum)).toBe(agreed);
  });

  it.each([
    ['1.23', '1.12', 'too old an engine'],
    ['1.99', '1.60', 'an engine that has forgotten all we know'],
    ['', '', 'no version at all'],
  ])('%j (minimum %j) is refused: %s', (newest, minimum) => {
    expect(() => negotiateApi(newest, minimum)).toThrow(/unknown-api/);
  });
});

describe('what an engine can do', () => {
  const docker = {
    product: 'docker',
    version: '1',
    os: 'linux',
    imageStore: 'graph',
    experimental: false,
  } as const;

  it('depends on its API version, with the reason', () => {
    expect(capabilitiesOf({ ...docker, apiVersion: '1.31' })['platform-pull']).toEqual({
      available: false,
      lack: { why: 'needs-api', params: { api: '1.32' } },
    });
    expect(capabilitiesOf({ ...docker, apiVersion: '1.32' })['platform-pull']).toEqual({
      available: true,
      lack: null,
    });
  });

  it('depends on the product', () => {
    const podman = capabilitiesOf({ ...docker, product: 'podman', apiVersion: '1.41' });
    expect(podman.buildkit).toMatchObject({ available: false, lack: { why: 'builds-with-buildah' } });
    expect(podman.push.available).toBe(true);
  });

  it('depends on how the engine is set up', () => {
    const squash = (more: object) =>
      capabilitiesOf({ ...docker, apiVersion: '1.51', ...more }).squash.available;
    expect(squash({})).toBe(false);
    expect(squash({ experimental: true })).toBe(true);
    expect(squash({ experimental: true, imageStore: 'containerd' })).toBe(false);
    expect(squash({ product: 'podman', imageStore: 'unknown' })).toBe(true);
  });

  it('depends on the system', () => {
    expect(capabilitiesOf({ ...docker, os: 'windows', apiVersion: '1.44' }).buildkit.available).toBe(false);
  });
});

describe('telling an engine', () => {
  const version = (parts: string[]) => ({
    Version: '4.3.1',
    Os: 'linux',
    Arch: 'amd64',
    Components: parts.map((Name) => ({ Name })),
  });

  it('Podman by its parts, whose image store nobody knows', () => {
    expect(toEngineInfo(version(['Podman Engine', 'Conmon']), { Driver: 'overlay' }, '1.41')).toMatchObject({
      product: 'podman',
      imageStore: 'unknown',
      storageDriver: 'overlay',
    });
  });

  it('the containerd store by the status of its driver', () => {
    const status = { Driver: 'overlayfs', DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] };
    expect(toEngineInfo(version(['Engine']), status, '1.51').imageStore).toBe('containerd');
    expect(toEngineInfo(version(['Engine']), { Driver: 'overlay2' }, '1.51').imageStore).toBe('graph');
  });

  it('an answer that names neither as something else', () => {
    expect(toEngineInfo({}, {}, '1.41')).toMatchObject({ product: 'other', imageStore: 'unknown' });
  });
});
