import { describe, expect, it } from 'vitest';
import { entries, nop } from '../history/draw';
import { base, onBase, rebuild, rootfs, run, text } from './rebuild';

describe('RUN', () => {
  const only = (command: string) =>
    text(onBase(run(command)), base)
      .split('\n')
      .slice(1);
  const long = 'x'.repeat(80);

  it.each<[string, string[]]>([
    ['a && b', ['RUN a && b']],
    [`echo ${long}`, [`RUN echo ${long}`]],
    [`a && echo ${long}`, ['RUN a \\', `    && echo ${long}`]],
    // Not inside quotes, also with escaped ones.
    [`echo "a && b" && c ${long}`, ['RUN echo "a && b" \\', `    && c ${long}`]],
    [`echo 'a && "b' && c ${long}`, [`RUN echo 'a && "b' \\`, `    && c ${long}`]],
    [`echo "a \\" && b" && c ${long}`, ['RUN echo "a \\" && b" \\', `    && c ${long}`]],
    // A line must not start with what the parser takes for a comment.
    [`a && # ${long} && b`, [`RUN a && # ${long} \\`, '    && b']],
  ])('%s', (command, lines) => {
    expect(only(command)).toEqual(lines);
  });

  it('keeps a command that ends in a backslash from swallowing the next line', () => {
    expect(only('echo \\')).toEqual(['RUN ["/bin/sh", "-c", "echo \\\\"]']);
  });

  it('says the same command again when its lines are joined as the parser joins them', () => {
    for (const command of [
      `a && b "c && d" && ${long}`,
      `set -e && ${long} && e`,
      `x='&& ${long}' && y && z`,
    ]) {
      const joined = only(command)
        .join('\n')
        .replace(/\\\n\s*/g, '');
      expect(joined).toBe(`RUN ${command}`);
    }
  });

  it('writes several lines as a heredoc with a free word', () => {
    expect(only('set -e\ncat > /x\nEOF\necho  hi')).toEqual([
      'RUN <<EOF1',
      'set -e',
      'cat > /x',
      'EOF',
      'echo  hi',
      'EOF1',
    ]);
    expect(rebuild(onBase(run('a\nb')), base).notes).toEqual(['heredoc']);
  });

  it('leaves a heredoc that the shell reads as it is', () => {
    expect(only('cat <<EOT > /x\nhello\nEOT')).toEqual(['RUN cat <<EOT > /x', 'hello', 'EOT']);
  });

  it('says that the text of a script is lost', () => {
    expect(only('/dev/pipes/EOT')).toEqual([
      '# The script was written in the Dockerfile; its text was not recorded.',
      'RUN /dev/pipes/EOT',
    ]);
  });

  it('declares build arguments that no ARG above declares', () => {
    const steps = onBase(
      'ARG A=1',
      { by: 'RUN |2 A=1 B=x y /bin/sh -c make', size: 5 },
      { by: 'RUN |2 A=1 B=x y /bin/sh -c more', size: 5 },
    );
    expect(text(steps, base).split('\n').slice(1)).toEqual([
      'ARG A=1',
      'ARG B="x y"',
      'RUN make',
      'RUN more',
    ]);
    expect(rebuild(steps, base).notes).toEqual(['build-args']);
  });
});

describe('COPY and ADD', () => {
  it('say what the old builder recorded, a checksum', () => {
    const steps = entries(
      rootfs,
      { by: `/bin/sh -c #(nop) COPY --chown=1:1 dir:${'4a'.repeat(32)} in /app `, size: 5 },
      nop('USER app'),
    );
    expect(text(steps, { kind: 'base' })).toContain('COPY --chown=1:1 dir:4a4a4a4a4a4a /app');
    expect(rebuild(steps, { kind: 'base' }).notes).toEqual(['copy-sources-unknown']);
    expect(rebuild(onBase({ by: 'COPY . /app', size: 5 }), base).notes).toEqual([]);
  });

  it('close heredocs, whose text is lost, so that the next line is an instruction', () => {
    const steps = onBase({ by: 'COPY <<one.conf <<"two" /etc/', size: 5 }, 'USER app');
    expect(text(steps, base).split('\n').slice(1)).toEqual([
      '# The text of this file was not recorded.',
      'COPY <<one.conf <<"two" /etc/',
      'one.conf',
      'two',
      'USER app',
    ]);
  });
});

describe('values that could break out of their line', () => {
  it('stay on it', () => {
    const steps = onBase(
      'ENV A=1\nRUN evil',
      'LABEL a=b\r\nRUN evil',
      'CMD ["a\\nRUN evil"]',
      'USER x\nRUN evil',
    );
    expect(text(steps, base).split('\n').slice(1)).toEqual([
      'ENV A="1\\nRUN evil"',
      'LABEL a="b\\nRUN evil"',
      'CMD ["a\\nRUN evil"]',
      'USER x RUN evil',
    ]);
  });
});

describe('ONBUILD', () => {
  it('comes from the configuration where BuildKit leaves it out of the history', () => {
    const onBuild = ['COPY . /app', 'RUN make'];
    const { text: whole, lineSteps } = rebuild(onBase(run('a')), base, { onBuild });
    expect(whole.split('\n').slice(-2)).toEqual(['ONBUILD COPY . /app', 'ONBUILD RUN make']);
    expect(lineSteps.slice(-2)).toEqual([null, null]);
    const recorded = [...onBase(run('a')), ...entries(nop('ONBUILD COPY . /app'))];
    expect(text(recorded, base, { onBuild }).match(/ONBUILD COPY/g)).toHaveLength(1);
  });
});
