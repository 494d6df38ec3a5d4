import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BuilderKind } from '../../electron/contract';
import { runBuild } from '../../electron/services/jobs/build';
import type { ProgressView } from '../../electron/services/jobs/job-context';
import { buildBase } from '../support/images';
import { temporaryFolder } from '../support/temporary-folder';
import { buildSpec, contextOf } from './build-job';
import { failureOf, kinds, useEngine } from './connected';

const builders: BuilderKind[] = ['classic', 'buildkit'];
const ways = kinds.flatMap((kind) => builders.map((builder) => ({ kind, builder })));
const FROM = 'FROM syntax/base:1\n';

describe.each(ways)('a Dockerfile that a $builder build on the $kind engine does not take', (way) => {
  const subject = useEngine(way.kind);
  beforeAll(async () => {
    await buildBase(subject.address, 'syntax/base:1');
  });

  async function failing(dockerfile: string) {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'Dockerfile'), dockerfile);
    let build: ProgressView['build'];
    const show = (view: ProgressView) => {
      build = view.build;
    };
    const spec = buildSpec(subject.engine.id, folder, { builder: way.builder });
    const error = await failureOf(runBuild(spec, { ...contextOf(subject.engine, { log: '' }), show }));
    return { error, failure: build?.run().failure };
  }

  it.each([
    ['an unknown instruction', `${FROM}\nRUNN echo\n`, '3', /unknown instruction: RUNN/],
    ['too few arguments', `${FROM}COPY a\n`, '2', /COPY requires at least two arguments/],
    ['an unknown flag', `${FROM}COPY --bad=1 a b\n`, '2', /unknown flag: (?:--)?bad/i],
    ['an escape that is none', `# escape=x\n${FROM}`, '1', /invalid escape token/],
    ['a base that is no reference', 'ARG A=1\nFROM Syntax/Base:1\n', '2', /must be lowercase/],
    ['a file without FROM', 'RUN echo\n', undefined, /no build stage/],
    ['an empty file', '', undefined, /cannot be empty/],
  ])('is told as such: %s', async (_, dockerfile, line, problem) => {
    const { error, failure } = await failing(dockerfile);
    expect(error).toMatchObject({ code: 'dockerfile-error', next: [{ step: 'retry' }] });
    expect(error.params.line).toBe(line);
    expect(error.params.problem).toMatch(problem);
    const lines = line === undefined ? null : { from: Number(line) - 1, to: Number(line) - 1 };
    expect(failure).toMatchObject({ help: 'dockerfile', lines });
  });

  // The classic builder comes to the instruction before it finds the fault; BuildKit never makes a step of it.
  it.each([
    ['an open quote', `${FROM}LABEL a=1\nENV A B=c "x\n`],
    ['a port that is none', `${FROM}\nEXPOSE abc\n`],
    ['an unknown substitution', `${FROM}LABEL a=1\nENV A=\${x:!y}\n`],
  ])('leads to its line: %s', async (_, dockerfile) => {
    const { error, failure } = await failing(dockerfile);
    expect(error.code).toBe(way.builder === 'classic' ? 'step-failed' : 'dockerfile-error');
    expect(failure).toMatchObject({ help: 'dockerfile', lines: { from: 2, to: 2 } });
  });

  it('leads to the line that names a base which cannot be had', async () => {
    const { failure } = await failing(`${FROM}\nFROM registry.invalid/nope:1\nCOPY --from=0 /x /\n`);
    expect(failure).toMatchObject({ help: 'no-network', lines: { from: 2, to: 2 } });
  });
});
