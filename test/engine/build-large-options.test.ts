import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BuilderKind, BuildSpec } from '../../electron/contract';
import { runBuild } from '../../electron/services/jobs/build';
import type { ProgressView } from '../../electron/services/jobs/job-context';
import { dockerCli } from '../support/docker-cli';
import { buildBase } from '../support/images';
import { temporaryFolder } from '../support/temporary-folder';
import { buildSpec, contextOf } from './build-job';
import { failureOf, kinds, useEngine } from './connected';

const builders: BuilderKind[] = ['classic', 'buildkit'];
const ways = kinds.flatMap((kind) => builders.map((builder) => ({ kind, builder })));
const MEGABYTE = 'x'.repeat(1024 ** 2);

describe.each(ways)('a $builder build on the $kind engine', ({ kind, builder }) => {
  const subject = useEngine(kind);
  let folder = '';
  beforeAll(async () => {
    await buildBase(subject.address, 'large-options/base:1');
    folder = await temporaryFolder();
    await writeFile(join(folder, 'Dockerfile'), 'FROM large-options/base:1\nARG BIG=small\nRUN echo ok\n');
  });

  function start(more: Partial<BuildSpec>) {
    let build: ProgressView['build'];
    const show = (view: ProgressView) => {
      build = view.build;
    };
    const spec = buildSpec(subject.engine.id, folder, { builder, ...more });
    const outcome = runBuild(spec, { ...contextOf(subject.engine, { log: '' }), show });
    return { outcome, failure: () => build?.run().failure };
  }

  const names = Array.from({ length: 5_000 }, (_, index) => `A${index}`);
  const buildArgs = Object.fromEntries(names.map((name) => [name, 'x']));

  it('takes a label of a megabyte, and thousands of arguments', async () => {
    const tag = `large-options/${kind}-${builder}:1`;
    await start({ buildArgs }).outcome;
    await start({ labels: { big: MEGABYTE }, tags: [tag] }).outcome;
    const asked = ['image', 'inspect', '--format', '{{len .Config.Labels.big}}', tag];
    expect((await dockerCli(asked, { host: subject.address.host })).stdout.trim()).toBe(String(1024 ** 2));
  });

  it('says when all names and values are more than the engine takes', async () => {
    const { outcome } = start({ labels: { big: MEGABYTE }, buildArgs });
    expect(await failureOf(outcome)).toMatchObject({ code: 'bad-input' });
  });

  it('says of an argument that is longer than Linux hands to a program what is wrong with it', async () => {
    const { outcome, failure } = start({ buildArgs: { BIG: MEGABYTE } });
    expect(await failureOf(outcome)).toMatchObject({ code: 'step-failed' });
    expect(failure()).toMatchObject({ help: 'argument-too-long', lines: { from: 2, to: 2 } });
  });
});
