import type { ImageSummary } from '../../../electron/contract';

/** A full image id that starts with these hex digits. */
export function id(start: string): string {
  return `sha256:${start.padEnd(64, '0')}`;
}

/** One row of the list with only the parts that a test speaks of. */
export function image(start: string, parts: Partial<ImageSummary> = {}): ImageSummary {
  const references = parts.references ?? [];
  return {
    id: id(start),
    references,
    digests: [],
    created: 0,
    sizeBytes: 0,
    dangling: references.length === 0,
    containers: 0,
    labels: {},
    parentId: '',
    ...parts,
  };
}

const names = [
  'nginx',
  'redis',
  'postgres',
  'team/api',
  'registry.example.com:5000/shop/checkout',
  'busybox',
];

/** Many different images, always the same ones. */
export function manyImages(count: number): ImageSummary[] {
  return Array.from({ length: count }, (_, index) => {
    const dangling = index % 10 === 0;
    return image((index + 1).toString(16).padStart(8, '0'), {
      references: dangling ? [] : [`${names[index % names.length]}:${index}`],
      created: 1_700_000_000_000 + ((index * 7919) % count) * 60_000,
      sizeBytes: ((index * 104_729) % 5_000) * 1_000_000,
      containers: index % 7 === 0 ? 1 : 0,
      labels: { 'org.example.team': index % 2 === 0 ? 'blue' : 'green' },
    });
  });
}
