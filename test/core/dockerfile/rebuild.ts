import type { ImageSystem } from '../../../electron/contract';
import { reconstructDockerfile } from '../../../electron/core/dockerfile';
import type { InspectedImage, RawHistoryEntry } from '../../../electron/core/image-model';
import { build, buildkit, type Entry, image } from '../history/draw';

export const base: Extract<ImageSystem, { kind: 'based-on' }> = {
  kind: 'based-on',
  imageId: 'sha256:00',
  references: ['debian:12'],
  layers: 1,
};
export const scratch: ImageSystem = { kind: 'scratch' };
export const rootfs: Entry = { by: 'ADD rootfs.tar /', size: 80_000_000 };
const layersOf = (steps: RawHistoryEntry[]) => steps.filter(({ sizeBytes }) => sizeBytes > 0).length;

/** The Dockerfile of an image with these steps, each with bytes making a layer. */
export function rebuild(
  steps: RawHistoryEntry[],
  system: ImageSystem,
  config: Partial<InspectedImage['config']> = {},
) {
  const inspected = image(layersOf(steps), config);
  const inherited = system.kind === 'based-on' ? system.layers : 0;
  return reconstructDockerfile(build(inspected, steps, inherited).steps, inspected, system);
}

/** The Dockerfile without its first line, which names the image. */
export function text(
  steps: RawHistoryEntry[],
  system: ImageSystem,
  config: Partial<InspectedImage['config']> = {},
): string {
  return rebuild(steps, system, config).text.split('\n').slice(1).join('\n');
}

/** Steps of BuildKit on a base of one layer. */
export const onBase = (...steps: (string | Entry)[]) => [
  ...buildkit(rootfs, 'CMD ["bash"]'),
  ...buildkit(...steps.map((step) => ({ at: 9_000, ...(typeof step === 'string' ? { by: step } : step) }))),
];
export const run = (command: string): Entry => ({ by: `RUN /bin/sh -c ${command}`, size: 5 });
