import type { EngineInfo } from '../contract';
import { capabilitiesOf } from './capabilities';
import { type Fields, fieldsListOf, textOf } from './fields';

/** Tells an engine from the answers of `/version` and `/info`. */
export function toEngineInfo(version: Fields, info: Fields, apiVersion: string): EngineInfo {
  const product = productOf(version);
  const facts = {
    product,
    imageStore: imageStoreOf(product, info),
    version: textOf(version.Version),
    apiVersion,
    os: textOf(version.Os) || textOf(info.OSType),
  };
  const experimental = info.ExperimentalBuild === true;
  return {
    ...facts,
    arch: textOf(version.Arch),
    storageDriver: textOf(info.Driver),
    name: textOf(info.Name),
    rootDir: textOf(info.DockerRootDir),
    capabilities: capabilitiesOf({ ...facts, experimental }),
  };
}

/** Engines list their parts: `Engine` is Docker's, `Podman Engine` is Podman's. */
function productOf(version: Fields): EngineInfo['product'] {
  const parts = fieldsListOf(version.Components).map((part) => textOf(part.Name));
  if (parts.some((name) => /podman/i.test(name))) return 'podman';
  return parts.includes('Engine') || textOf(version.Version) !== '' ? 'docker' : 'other';
}

/** The containerd store says so in its driver's status: `["driver-type", "io.containerd.snapshotter.v1"]`. */
function imageStoreOf(product: EngineInfo['product'], { DriverStatus }: Fields): EngineInfo['imageStore'] {
  if (product !== 'docker') return 'unknown';
  const pairs = Array.isArray(DriverStatus) ? DriverStatus : [];
  const isSnapshotter = pairs.some(
    (pair) => Array.isArray(pair) && pair[1] === 'io.containerd.snapshotter.v1',
  );
  return isSnapshotter ? 'containerd' : 'graph';
}
