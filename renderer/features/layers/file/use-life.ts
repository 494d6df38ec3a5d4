import type { FileLife, FileVersion } from '../../../api/contract';
import { useRequest } from '../../../api/requests';
import { useBrowser, useScope } from '../browser/browser-store';

/** The version that the layers up to one show; null when they have none. */
export function versionAt(life: FileLife, to: number): FileVersion | null {
  const at = life.versions.findLast(({ layer }) => layer <= to) ?? null;
  return at;
}

export interface OpenedFile {
  life: FileLife;
  version: FileVersion;
  /** The version that it took the place of. */
  below: FileVersion | null;
}

/** The life of the open file and the version that is looked at. */
export function useOpenFile() {
  const { analysis } = useScope();
  const file = useBrowser((state) => state.file);
  const to = useBrowser((state) => state.to);
  const answer = useRequest(
    'layers.life',
    { treeId: analysis.treeId, node: file?.node ?? 0 },
    { enabled: file !== null },
  );
  const life = file === null ? undefined : answer.data;
  const opened = life === undefined ? undefined : openedOf(life, file?.layer ?? null, to);
  return { file, opened, error: answer.error, refetch: answer.refetch };
}

/** Null when no layer has a version, as of a folder that none describes. */
function openedOf(life: FileLife, layer: number | null, to: number): OpenedFile | null {
  const chosen = layer === null ? undefined : life.versions.find((one) => one.layer === layer);
  const version = chosen ?? versionAt(life, to) ?? life.versions[0];
  if (version === undefined) return null;
  return { life, version, below: life.versions.findLast((one) => one.layer < version.layer) ?? null };
}
