import { describe, expect, it } from 'vitest';
import { build, buildkit, draw, entries, image, nop } from './draw';

const hash = '4a55408d77a91916392773157070e12dd141066709c5642ed74f4373d30d572e';

/** What one step says, without layer and origin. */
function textOf(createdBy: string, comment = '', config: Parameters<typeof image>[1] = {}): string {
  const [, step] = build(
    image(1, config),
    entries({ by: nop('ADD x /y'), size: 9 }, { by: createdBy, comment }),
  ).steps;
  return `${step?.instruction} ${step?.text}`.trim();
}

const buildkitText = (createdBy: string, config: Parameters<typeof image>[1] = {}) =>
  textOf(createdBy, 'buildkit.dockerfile.v0', config);

describe('lists', () => {
  it.each([
    ['CMD ["nginx" "-g" "daemon off;"]', 'CMD ["nginx", "-g", "daemon off;"]'],
    ['CMD ["/bin/sh" "-c" "echo \\"$HOME\\" \'x\'"]', 'CMD ["/bin/sh", "-c", "echo \\"$HOME\\" \'x\'"]'],
    ['CMD []', 'CMD []'],
    ['ENTRYPOINT ["/docker-entrypoint.sh"]', 'ENTRYPOINT ["/docker-entrypoint.sh"]'],
    [
      'ENTRYPOINT ["tab\\there" "\\x7f" "\\u00e9" "\\U0001f433"]',
      'ENTRYPOINT ["tab\\there", "\x7f", "é", "🐳"]',
    ],
    ['CMD ["a", "b"]', 'CMD ["a", "b"]'],
    ['CMD ["unfinished', 'CMD ["unfinished'],
    ['CMD echo hi', 'CMD echo hi'],
    ['SHELL [/bin/bash -o pipefail -c]', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]'],
    ['VOLUME [/var/lib/mysql]', 'VOLUME /var/lib/mysql'],
    ['VOLUME [/a /b]', 'VOLUME /a /b'],
    ['EXPOSE 80 443/tcp', 'EXPOSE 80 443/tcp'],
    ['EXPOSE map[443/tcp:{} 80/tcp:{} 8080-8090/udp:{}]', 'EXPOSE 80/tcp 443/tcp 8080-8090/udp'],
    ['EXPOSE [443/tcp 53/udp 80/tcp]', 'EXPOSE 53/udp 80/tcp 443/tcp'],
  ])('%s', (written, expected) => {
    expect(textOf(nop(written))).toBe(expected);
    expect(buildkitText(written)).toBe(expected);
  });

  it('tells values with blanks apart by the configuration of the image', () => {
    expect(textOf(nop('VOLUME [/v1 /my vol]'), '', { volumes: ['/v1', '/my vol'] })).toBe(
      'VOLUME ["/v1", "/my vol"]',
    );
    const shell = ['powershell', '-Command', "$ErrorActionPreference = 'Stop';"];
    expect(textOf(nop(`SHELL [${shell.join(' ')}]`), '', { shell })).toBe(
      `SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]`,
    );
  });
});

describe('values', () => {
  const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  it.each([
    ['ENV A=1', 'ENV A=1'],
    [`ENV ${path} A=b`, `ENV ${path} A=b`],
    ['ENV A=hello world B=c', 'ENV A="hello world" B=c'],
    ['ENV NOTHING=', 'ENV NOTHING=""'],
    ['ENV A=say "hi" \\o/ for $5', 'ENV A="say \\"hi\\" \\\\o/ for \\$5"'],
    ['ENV NGINX_VERSION=1.27.0 PKG_RELEASE=2~bookworm', 'ENV NGINX_VERSION=1.27.0 PKG_RELEASE=2~bookworm'],
    [
      'LABEL maintainer=NGINX Docker Maintainers <d@nginx.com>',
      'LABEL maintainer="NGINX Docker Maintainers <d@nginx.com>"',
    ],
    [
      'LABEL org.label-schema.name=a b org.label-schema.url=c',
      'LABEL org.label-schema.name="a b" org.label-schema.url=c',
    ],
    ['ARG VERSION', 'ARG VERSION'],
    ['ARG VERSION=2.0 x', 'ARG VERSION="2.0 x"'],
    ['ARG A=1 B C=x y', 'ARG A=1 B C="x y"'],
  ])('%s', (written, expected) => {
    expect(textOf(nop(written))).toBe(expected);
    expect(buildkitText(written)).toBe(expected);
  });

  it('knows by the image where a value ends that looks like several', () => {
    const environment = ['JAVA_OPTS=-Da=b X=y z', 'B=2'];
    expect(buildkitText('ENV JAVA_OPTS=-Da=b X=y z B=2', { environment })).toBe(
      'ENV JAVA_OPTS="-Da=b X=y z" B=2',
    );
    const labels = { title: 'best = "this" one', other: 'x' };
    expect(buildkitText('LABEL title=best = "this" one other=x', { labels })).toBe(
      'LABEL title="best = \\"this\\" one" other=x',
    );
  });

  it('undoes quotes that Buildah copied from the Dockerfile, and keeps those that are in the image', () => {
    expect(textOf(nop('ENV A="x y"'), '', { environment: ['A=x y'] })).toBe('ENV A="x y"');
    expect(textOf(nop('ENV A="x y"'), '', { environment: ['A="x y"'] })).toBe('ENV A="\\"x y\\""');
  });

  it('leaves the text of a builder that copies the Dockerfile', () => {
    expect(textOf('ENV PATH=$PATH:/x A="b c"')).toBe('ENV PATH=$PATH:/x A="b c"');
    expect(textOf('RUN apt-get update')).toBe('RUN apt-get update');
  });
});

describe('HEALTHCHECK', () => {
  it.each([
    [
      `&{["CMD-SHELL" "curl -f http://localhost/ || exit 1"] "30s" "3s" "0s" '\\x03'}`,
      '--interval=30s --timeout=3s --retries=3 CMD curl -f http://localhost/ || exit 1',
    ],
    // Since 25.0 there is a start interval; 10 retries print as a newline, 65 as a letter.
    [
      `&{["CMD" "wget" "-q" "x y"] "1m30s" "0s" "5s" "2s" '\\n'}`,
      '--interval=1m30s --start-period=5s --start-interval=2s --retries=10 CMD ["wget", "-q", "x y"]',
    ],
    [`&{["CMD" "true"] "0s" "0s" "0s" 'A'}`, '--retries=65 CMD ["true"]'],
    [`&{["CMD" "true"] "0s" "0s" "0s" '\\''}`, '--retries=39 CMD ["true"]'],
    [`&{["CMD" "true"] "0s" "0s" "0s" '\\x00'}`, 'CMD ["true"]'],
    [`&{["NONE"] "0s" "0s" "0s" '\\x00'}`, 'NONE'],
    ['--interval=5s CMD true', '--interval=5s CMD true'],
    ['&{broken', '&{broken'],
  ])('%s', (written, expected) => {
    expect(textOf(nop(`HEALTHCHECK ${written}`))).toBe(`HEALTHCHECK ${expected}`);
  });
});

describe('COPY and ADD', () => {
  it.each([
    [`ADD file:${hash} in / `, 'ADD file:4a55408d77a9 /'],
    [`COPY dir:${hash} in /app `, 'COPY dir:4a55408d77a9 /app'],
    [`COPY multi:${hash} in /with blank/ `, 'COPY multi:4a55408d77a9 /with blank/'],
    [`COPY --chown=app:app file:${hash} in /x `, 'COPY --chown=app:app file:4a55408d77a9 /x'],
    // Docker 20.10 forgets the blank.
    [`ADD --chown=1:1file:${hash} in /extra/ `, 'ADD --chown=1:1 file:4a55408d77a9 /extra/'],
  ])('%s', (written, expected) => {
    expect(textOf(nop(written))).toBe(expected);
  });

  it('keeps what BuildKit records', () => {
    expect(buildkitText('COPY --chmod=755 b dir/a /opt/ # buildkit')).toBe('COPY --chmod=755 b dir/a /opt/');
    expect(buildkitText('COPY <<EOF /etc/conf # buildkit')).toBe('COPY <<EOF /etc/conf');
  });
});

describe('RUN', () => {
  it('keeps a chain as one text and collapses what continuation lines leave behind', () => {
    const written =
      'set -eux; \t\tapt-get update     && apt-get install -y   curl \t&& rm -rf /var/lib/apt/lists/*';
    const expected = 'RUN set -eux; apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*';
    expect(buildkitText(`RUN /bin/sh -c ${written} # buildkit`)).toBe(expected);
    expect(textOf(`|0 /bin/sh -c ${written}`)).toBe(expected);
  });

  it('keeps blanks inside quotes, and quotes that are escaped or open', () => {
    expect(buildkitText(`RUN /bin/sh -c echo "a  b"  'c\t\td'  \\"  e # buildkit`)).toBe(
      `RUN echo "a  b" 'c\t\td' \\" e`,
    );
    expect(buildkitText("RUN /bin/sh -c echo don't  stop # buildkit")).toBe("RUN echo don't  stop");
  });

  it('keeps the lines and blanks of a heredoc', () => {
    expect(buildkitText('RUN /bin/sh -c set -e\nif true; then\n\techo  hi\nfi\n # buildkit')).toBe(
      'RUN set -e\nif true; then\n\techo  hi\nfi',
    );
  });

  it('knows the shell of a SHELL below', () => {
    const steps = draw(
      image(2),
      buildkit({ by: 'COPY a /', size: 1 }, 'SHELL [/bin/bash -o pipefail -c]', {
        by: 'RUN /bin/bash -o pipefail -c set -e | cat',
        size: 5,
      }),
    );
    expect(steps[2]).toBe('L1 instruction RUN set -e | cat');
  });

  it('knows the shell of an image whose history does not tell it', () => {
    expect(
      buildkitText('RUN /bin/ash -eo pipefail -c echo hi # buildkit', {
        shell: ['/bin/ash', '-eo', 'pipefail', '-c'],
      }),
    ).toBe('RUN echo hi');
  });

  it.each([
    ['RUN ls -la /x # buildkit', 'RUN ["ls", "-la", "/x"]'],
    ['RUN /bin/bash -c echo a b # buildkit', 'RUN ["/bin/bash", "-c", "echo a b"]'],
    ['RUN cmd /S /C dir # buildkit', 'RUN dir'],
  ])('%s', (written, expected) => {
    expect(buildkitText(written)).toBe(expected);
  });
});

describe('build arguments', () => {
  function argsOf(createdBy: string, ...below: string[]): [string, string[]] {
    const steps = build(image(1), entries(...below, { by: createdBy, size: 1 })).steps;
    const step = steps.at(-1);
    return [step?.text ?? '', step?.buildArgs ?? []];
  }

  it.each<[string, string, string[]]>([
    ['|1 A=1 /bin/sh -c make', 'make', ['A=1']],
    ['|2 A=1 B= /bin/sh -c make', 'make', ['A=1', 'B=']],
    ['|2 A=hello world B=x y /bin/sh -c make', 'make', ['A=hello world', 'B=x y']],
    ['|1 URL=http://x/?a=b&c=d /bin/sh -c make A=b', 'make A=b', ['URL=http://x/?a=b&c=d']],
    ['|0 /bin/sh -c make', 'make', []],
    ['RUN |2 A=1 B=2 /bin/sh -c make # buildkit', 'make', ['A=1', 'B=2']],
    ['|1 A=1 make all', '["make", "all"]', ['A=1']],
    ['|2 A=1 B=2 make C=3', '["make", "C=3"]', ['A=1', 'B=2']],
    // Hostile counts.
    ['|9 A=1 /bin/sh -c make', 'make', ['A=1']],
    ['|99999999 x', '["x"]', []],
  ])('%s', (written, text, args) => {
    expect(argsOf(written)).toEqual([text, args]);
  });

  it('knows a value with blanks from the steps below where no shell ends it', () => {
    expect(argsOf('|1 A=1 x /bin/touch y', '|1 A=1 x /bin/sh -c make')).toEqual([
      '["/bin/touch", "y"]',
      ['A=1 x'],
    ]);
    expect(argsOf('RUN |1 A=1 x touch y # buildkit', 'ARG A=1 x')).toEqual(['["touch", "y"]', ['A=1 x']]);
  });
});

describe('other instructions', () => {
  it.each([
    ['WORKDIR /srv/app', 'WORKDIR /srv/app'],
    ['USER 1000:1000', 'USER 1000:1000'],
    ['STOPSIGNAL SIGQUIT', 'STOPSIGNAL SIGQUIT'],
    ['ONBUILD COPY . /app', 'ONBUILD COPY . /app'],
    ['MAINTAINER Jane <j@x.org>', 'MAINTAINER Jane <j@x.org>'],
  ])('%s', (written, expected) => {
    expect(textOf(nop(written))).toBe(expected);
    expect(buildkitText(written)).toBe(expected);
  });

  it('reads the old builder behind other shells and on Windows', () => {
    expect(textOf('/bin/bash -o pipefail -c #(nop)  USER app')).toBe('USER app');
    expect(textOf('cmd /S /C #(nop)  USER app')).toBe('USER app');
    expect(textOf('|1 A=b /bin/sh -c #(nop) USER app')).toBe('USER app');
  });
});
