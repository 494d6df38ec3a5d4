import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBuildCache, pruneBuildCache } from '../../electron/engine/build-cache';
import { runBuild } from '../../electron/services/jobs/build';
import { buildBase } from '../support/images';
import { temporaryFolder } from '../support/temporary-folder';
import { buildSpec, contextOf } from './build-job';
import { kinds, useEngine } from './connected';

const MEGABYTES_5 = 5 * 1024 ** 2;

describe.each(kinds)("what BuildKit of the %s engine keeps of a build's steps", (kind) => {
  const subject = useEngine(kind);

  it('is listed with its size, and goes when it is pruned', async () => {
    const { engine } = subject;
    await buildBase(subject.address, 'cache/base:1');
    const folder = await temporaryFolder();
    const waste = 'RUN /bin/busybox dd if=/dev/urandom of=/waste bs=1M count=5';
    // A stage that is built and left behind: its bytes are in no image.
    await writeFile(
      join(folder, 'Dockerfile'),
      `FROM cache/base:1 AS waste\n${waste}\nFROM cache/base:1\nCOPY --from=waste /bin/busybox /copy\n`,
    );
    const spec = buildSpec(engine.id, folder, { builder: 'buildkit', tags: ['cache/built:1'] });
    await runBuild(spec, contextOf(engine, { log: '' }));

    const kept = await listBuildCache(engine);
    const step = kept.find(({ text }) => text.includes('of=/waste'));
    expect(step?.sizeBytes).toBeGreaterThanOrEqual(MEGABYTES_5);
    expect(step?.lastUsedAt).toBeGreaterThan(Date.now() - 3_600_000);
    expect(kept.map(({ sizeBytes }) => sizeBytes)).toEqual(
      kept.map(({ sizeBytes }) => sizeBytes).sort((a, b) => b - a),
    );

    const pruned = await pruneBuildCache(engine);
    expect(pruned.reclaimedBytes).toBeGreaterThanOrEqual(MEGABYTES_5);
    expect(pruned.count).toBeGreaterThanOrEqual(1);
    expect(await listBuildCache(engine)).toEqual([]);
    expect(await pruneBuildCache(engine)).toEqual({ count: 0, reclaimedBytes: 0 });
  });
});
